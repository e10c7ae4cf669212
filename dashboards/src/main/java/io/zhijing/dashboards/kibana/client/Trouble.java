package io.zhijing.dashboards.kibana.client;

/**
 * What went wrong.
 *
 * @param kind what
 * @param subject of which object or rule; empty if of all
 * @param detail what Kibana said; may be empty
 */
public record Trouble(Kind kind, String subject, String detail) {

  /** What went wrong. The code names a message. */
  public enum Kind {
    /** Nobody listens there. */
    UNREACHABLE("unreachable"),
    /** No whole answer in time. */
    TIMED_OUT("timed-out"),
    /** Its certificate is not trusted. */
    UNTRUSTED("untrusted"),
    /** The answer is none of Kibana's. */
    NOT_KIBANA("not-kibana"),
    /** Kibana is still starting, or Elasticsearch is away. */
    NOT_READY("not-ready"),
    /** Older than 8.19. */
    TOO_OLD("too-old"),
    /** Name, password or key are wrong. */
    UNAUTHORIZED("unauthorized"),
    /** May not do that. */
    FORBIDDEN("forbidden"),
    /** There is no such space. */
    NO_SPACE("no-space"),
    /** The objects are newer than this Kibana. */
    OBJECTS_TOO_NEW("objects-too-new"),
    /** An object needs another that is not there. */
    MISSING_REFERENCES("missing-references"),
    /** Another object stands in its place. */
    CONFLICT("conflict"),
    /** This Kibana has no such type. */
    UNSUPPORTED_TYPE("unsupported-type"),
    /** Refused for another reason. */
    REFUSED("refused"),
    /** Kibana has no key to encrypt rules and connectors with. */
    NO_ENCRYPTION_KEY("no-encryption-key");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }
}
