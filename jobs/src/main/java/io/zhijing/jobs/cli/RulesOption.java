package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which rules something is run under, and which others these are held against. */
final class RulesOption {
  @Option(
      names = "--rules",
      paramLabel = "FILE",
      descriptionKey = "backtest.option.rules",
      description = "The rules (default: the standard ones).")
  private Path file;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      descriptionKey = "backtest.option.against",
      description = "Other rules to hold them against.")
  private Path against;

  /** The rules; those of the pack unless a file was named. */
  RuleSet rules(Pack pack) throws IOException, SettingsFaults {
    return file == null ? Rules.standardOf(pack) : read(file, pack);
  }

  /** The others, if any. */
  Optional<RuleSet> others(Pack pack) throws IOException, SettingsFaults {
    return against == null ? Optional.empty() : Optional.of(read(against, pack));
  }

  private static RuleSet read(Path file, Pack pack) throws IOException, SettingsFaults {
    return RulesDocument.read(Files.readString(file), Rules.standardOf(pack)).rules();
  }
}
