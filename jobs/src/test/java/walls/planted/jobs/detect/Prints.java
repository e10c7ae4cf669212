package walls.planted.jobs.detect;

/** Breaks: only the command line prints. */
public final class Prints {
  private Prints() {}

  /** Prints. */
  public static void print() {
    System.out.println("planted");
  }
}
