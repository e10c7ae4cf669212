package io.zhijing.jobs.submit;

import java.nio.file.Path;
import java.util.List;

/** Settings with faults, all of which the message names: Flink's client prints it. */
public final class RefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  RefusedException(Path file, List<String> faults) {
    super("Nothing was submitted. Faults of " + file + ":\n  " + String.join("\n  ", faults));
  }

  RefusedException(String message) {
    super("Nothing was submitted. " + message);
  }
}
