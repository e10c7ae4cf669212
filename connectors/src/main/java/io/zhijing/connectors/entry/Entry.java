package io.zhijing.connectors.entry;

/** What became of an attempt to get in. */
public enum Entry {
  /** It answers, and knows us. */
  OPEN(""),
  /** It does not answer; it may yet. */
  AWAY("does not answer"),
  /** It wants TLS, and we spoke without. */
  NEEDS_TLS("wants TLS, and the settings say none"),
  /** We wanted TLS, and it speaks none. */
  SPEAKS_NO_TLS("speaks no TLS, and the settings say TLS"),
  /** Its certificate is signed by nobody we trust, or is of another host. */
  UNTRUSTED("shows a certificate that is not trusted, or is of another host"),
  /** It wants to know who asks, and the settings name nobody. */
  NEEDS_USER("wants somebody to sign in, and the settings name nobody"),
  /** It does not know the user, or the password or key is another. */
  WRONG_CREDENTIALS("refuses the user, password or key"),
  /** It knows the user, who may not do this. */
  FORBIDDEN("does not let the user do this");

  private final String phrase;

  Entry(String phrase) {
    this.phrase = phrase;
  }

  /** What the server does, to be put behind its name. */
  public String phrase() {
    return phrase;
  }

  /** Whether waiting is of no use. */
  public boolean isRefusal() {
    return this != OPEN && this != AWAY;
  }
}
