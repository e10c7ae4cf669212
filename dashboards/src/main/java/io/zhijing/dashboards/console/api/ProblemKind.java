package io.zhijing.dashboards.console.api;

import io.zhijing.detection.model.Coded;

/** The closed list of problems (RFC 9457). The code is the end of its type. */
public enum ProblemKind implements Coded {
  /** Parameters are unknown, stand twice, or cannot be read. */
  BAD_PARAMETERS("bad_parameters", 400),
  /** The body is no JSON, or has fields that are unknown or of another type. */
  BAD_BODY("bad_body", 400),
  /** Nobody has signed in, or the session has ended. */
  NOT_SIGNED_IN("not_signed_in", 401),
  /** Name or password, or the key of a program, are not right. */
  WRONG_CREDENTIALS("wrong_credentials", 401),
  /** Not allowed; the reason says why. */
  FORBIDDEN("forbidden", 403),
  /** A change without the session's own token. */
  CSRF("csrf", 403),
  /** A request that another site's page makes. */
  FOREIGN_ORIGIN("foreign_origin", 403),
  /** A name for this server that is none of its names. */
  HOST_NOT_ALLOWED("host_not_allowed", 403),
  /** There is nothing of that name. */
  UNKNOWN("unknown", 404),
  /** It cannot be done with that address. */
  METHOD_NOT_ALLOWED("method_not_allowed", 405),
  /** What is answered is not what was asked for. */
  NOT_ACCEPTABLE("not_acceptable", 406),
  /** The job refused it; the reason says why. */
  REFUSED_BY_JOB("refused_by_job", 409),
  /** The body is too large. */
  TOO_LARGE("too_large", 413),
  /** The body is not of a type that is read here. */
  WRONG_CONTENT_TYPE("wrong_content_type", 415),
  /** The order is readable, and wrong: all faults are named. */
  FAULTY("faulty", 422),
  /** Too many attempts, or too much at once. */
  TOO_MANY("too_many", 429),
  /** A fault of the console's. */
  INTERNAL("internal", 500),
  /** Elasticsearch or Kafka cannot answer at present. */
  AWAY("away", 503);

  private final String code;
  private final int status;

  ProblemKind(String code, int status) {
    this.code = code;
    this.status = status;
  }

  @Override
  public String code() {
    return code;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }
}
