package io.zhijing.jobs.embedded;

/** Somebody else took the port between our choosing it and the server's listening on it. */
public final class PortTakenException extends ServerFailedException {
  private static final long serialVersionUID = 1;

  PortTakenException(String message) {
    super(message);
  }
}
