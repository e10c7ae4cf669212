package io.zhijing.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.connectors.wire.sealed.KeyPairs;
import io.zhijing.connectors.wire.sealed.SealingKey;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.rules.RuleSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  private static final LocalDate TODAY = LocalDate.parse("2020-06-01");
  private static final Map<String, String> KEY = Map.of("ZHIJING_HASH_KEY", "sixteen characters");

  @TempDir private Path folder;

  @Test
  void theSampleLoadsAndEqualsTheStandardRules() throws Exception {
    Path sample = Path.of("..", "docs", "settings.sample.yaml");
    JobSettings settings = new SettingsFile(KEY, TODAY).read(sample);
    assertThat(settings.pipeline().watch().rules().get()).isEqualTo(RuleSet.standard());
    assertThat(settings.pack().id()).isEqualTo("inner-mongolia");
    assertThat(settings.kafka().bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(settings.pipeline().watch().since("inspection"))
        .isEqualTo((int) LocalDate.parse("2016-01-01").toEpochDay());
    assertThat(settings.pipeline().watch().since("ecommerce"))
        .as("a stream that the file does not name is watched from today")
        .isEqualTo((int) TODAY.toEpochDay());
  }

  @Test
  void reportsAreStoredUnlessTheFileSaysNo() throws Exception {
    Path sample = Path.of("..", "docs", "settings.sample.yaml");
    assertThat(new SettingsFile(KEY, TODAY).read(sample).storesReports()).isTrue();
    Path without = folder.resolve("without.yaml");
    Files.writeString(without, Files.readString(sample) + "\ndocuments: {reports: false}\n");
    assertThat(new SettingsFile(KEY, TODAY).read(without).storesReports()).isFalse();
  }

  @Test
  void theKeyIsNeverPrinted() throws Exception {
    Path sample = Path.of("..", "docs", "settings.sample.yaml");
    assertThat(new SettingsFile(KEY, TODAY).read(sample).toString())
        .doesNotContain("sixteen")
        .contains("masked");
  }

  @Test
  void allFaultsAreReportedAtOnce() throws Exception {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        """
        pack: no-such-pack
        tick_hours: 7
        surprise: 1
        kafka: {bootstrap: x}
        since: {inspection: yesterday}
        horizons: {correction_days: 0, limits_by: moon}
        rules:
          detection: {alpha: 2, min_observed: few, mix_adjusted: often}
          levels: {red: {score: 1}}
        """);
    SettingsFaults faults =
        catchThrowableOfType(
            SettingsFaults.class, () -> new SettingsFile(Map.of(), TODAY).read(file));
    assertThat(faults.faults())
        .anyMatch(fault -> fault.startsWith("pack no-such-pack"))
        .anyMatch(fault -> fault.startsWith("tick_hours"))
        .anyMatch(fault -> fault.startsWith("surprise is not known"))
        .anyMatch(fault -> fault.startsWith("kafka.bootstrap is not known"))
        .anyMatch(fault -> fault.startsWith("kafka.bootstrap_servers is missing"))
        .anyMatch(fault -> fault.startsWith("elasticsearch"))
        .anyMatch(fault -> fault.startsWith("since.inspection"))
        .anyMatch(fault -> fault.startsWith("horizons.correction_days"))
        .anyMatch(fault -> fault.startsWith("horizons.limits_by must be clock or reports"))
        .anyMatch(fault -> fault.startsWith("rules.detection.alpha"))
        .anyMatch(fault -> fault.startsWith("rules.detection.min_observed"))
        .anyMatch(fault -> fault.startsWith("rules.detection.mix_adjusted must be true or false"))
        .anyMatch(fault -> fault.startsWith("rules.levels.red"))
        .anyMatch(fault -> fault.startsWith("hash_key_file"));
  }

  @Test
  void mixAdjustmentCanBeSwitchedOff() throws Exception {
    Path sample = Path.of("..", "docs", "settings.sample.yaml");
    Path file = folder.resolve("plain.yaml");
    Files.writeString(
        file, Files.readString(sample).replace("mix_adjusted: true", "mix_adjusted: false"));
    RuleSet rules = new SettingsFile(KEY, TODAY).read(file).pipeline().watch().rules().get();
    assertThat(rules).isEqualTo(RuleSet.standard().withMixAdjusted(false));
  }

  @Test
  void aCodeThatThePackLacksIsAFault() throws Exception {
    Path file = folder.resolve("codes.yaml");
    Files.writeString(file, "rules:\n  keys: [{sector: C1444X, score: -0.5, reason: misspelt}]\n");
    SettingsFaults faults =
        catchThrowableOfType(SettingsFaults.class, () -> new SettingsFile(KEY, TODAY).read(file));
    assertThat(faults.faults())
        .contains("rules.keys[0] names the sector C1444X, which the pack does not have");
  }

  @Test
  void aFileThatIsNoYamlIsNamed() throws Exception {
    Path file = folder.resolve("broken.yaml");
    Files.writeString(file, "pack: [");
    SettingsFaults faults =
        catchThrowableOfType(SettingsFaults.class, () -> new SettingsFile(KEY, TODAY).read(file));
    assertThat(faults.faults()).hasSize(1).first().asString().contains("broken.yaml");
  }

  @Test
  void deadLettersAreKeptOnlyForWhoeverHasTheKeyThatTheFileNames() throws Exception {
    Path sample = Path.of("..", "docs", "settings.sample.yaml");
    assertThat(new SettingsFile(KEY, TODAY).read(sample).pipeline().keys().sealing().isPresent())
        .isFalse();
    SealingKey made = KeyPairs.make(folder, new SecureRandom());
    Path kept = folder.resolve("kept.yaml");
    String section = Files.readString(sample) + "\ndead_letters: {public_key_file: %s}\n";
    Files.writeString(kept, section.formatted(folder.resolve(KeyPairs.PUBLIC)));
    assertThat(new SettingsFile(KEY, TODAY).read(kept).pipeline().keys().sealing()).isEqualTo(made);
    Files.writeString(kept, section.formatted(folder.resolve(KeyPairs.PRIVATE)));
    SettingsFaults faults =
        catchThrowableOfType(SettingsFaults.class, () -> new SettingsFile(KEY, TODAY).read(kept));
    assertThat(faults.faults())
        .singleElement()
        .asString()
        .startsWith("dead_letters.public_key_file holds no public key in PEM form");
  }
}
