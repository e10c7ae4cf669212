package io.zhijing.jobs.cli;

import java.io.PrintWriter;

/**
 * A progress bar on one line of a terminal; a line for each quarter where the output is no
 * terminal.
 */
final class Progress {
  private static final int WIDTH = 40;
  private static final int QUARTERS = 4;

  private final PrintWriter out;
  private final boolean isTerminal;
  private final String title;
  private long shown = -1;

  Progress(PrintWriter out, boolean isTerminal, String title) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.title = title;
  }

  void show(long done, long total, String detail) {
    long step = total == 0 ? WIDTH : Math.min(WIDTH, done * WIDTH / total);
    if (isTerminal) {
      String bar = "█".repeat((int) step) + "░".repeat((int) (WIDTH - step));
      out.print("\r" + title + " " + bar + " " + done + "/" + total + " " + detail + "   ");
      out.flush();
    } else if (step * QUARTERS / WIDTH > shown * QUARTERS / WIDTH || shown < 0) {
      out.println(title + " " + done + "/" + total + " " + detail);
    }
    shown = step;
  }

  void end() {
    if (isTerminal) {
      out.println();
    }
  }
}
