package io.zhijing.jobs.submit;

import java.nio.file.Files;
import java.nio.file.Path;

/** The only argument of the mains. */
final class SettingsOption {
  private static final String NAME = "--settings";

  private SettingsOption() {}

  /**
   * The settings file.
   *
   * @throws RefusedException if the arguments are others, or there is no such file
   */
  static Path of(String[] args) {
    if (args.length != 2 || !args[0].equals(NAME)) {
      throw new RefusedException("Arguments must be: " + NAME + " FILE");
    }
    Path file = Path.of(args[1]);
    if (!Files.isReadable(file)) {
      throw new RefusedException("No readable file " + file + " where this main runs");
    }
    return file;
  }
}
