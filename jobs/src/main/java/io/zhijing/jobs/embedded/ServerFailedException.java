package io.zhijing.jobs.embedded;

/** An embedded server could not be started; the message says why and where its log is. */
public sealed class ServerFailedException extends RuntimeException permits PortTakenException {

  private static final long serialVersionUID = 1L;

  ServerFailedException(String message) {
    super(message);
  }

  ServerFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
