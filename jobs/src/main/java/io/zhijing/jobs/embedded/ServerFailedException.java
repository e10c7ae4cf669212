package io.zhijing.jobs.embedded;

/** An embedded server could not be started; the message says why and where its log is. */
public final class ServerFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServerFailedException(String message) {
    super(message);
  }

  ServerFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
