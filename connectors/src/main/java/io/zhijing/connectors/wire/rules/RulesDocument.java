package io.zhijing.connectors.wire.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.connectors.wire.yaml.YamlReader;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * A rule set as it is written: YAML, of which JSON is a part. What it leaves out is as the rules
 * have it that it is based on: those of the job's settings, or of its pack. Immutable.
 *
 * @param text as written
 * @param rules what it says
 * @param author who wrote this version
 * @param reason why
 */
public record RulesDocument(String text, RuleSet rules, String author, String reason) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final int MAX_CHARACTERS = 200_000;
  private static final int SHORT = 12;

  /**
   * Reads a document, whatever the codes that it names.
   *
   * @param base where what the document leaves out is taken from
   * @throws SettingsFaults naming every fault
   */
  public static RulesDocument read(String text, RuleSet base) throws SettingsFaults {
    return read(text, base, RuleSet::faults);
  }

  /**
   * Reads a document whose codes must be those of a pack.
   *
   * @param base where what the document leaves out is taken from
   * @param lattice of the pack
   * @throws SettingsFaults naming every fault
   */
  public static RulesDocument read(String text, RuleSet base, Lattice lattice)
      throws SettingsFaults {
    return read(text, base, rules -> rules.faults(lattice));
  }

  private static RulesDocument read(
      String text, RuleSet base, Function<RuleSet, List<String>> check) throws SettingsFaults {
    if (text.length() > MAX_CHARACTERS) {
      throw new SettingsFaults(List.of("rules are longer than " + MAX_CHARACTERS + " characters"));
    }
    JsonNode tree;
    try {
      tree = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SettingsFaults(List.of("rules are no YAML: " + e.getOriginalMessage()));
    }
    if (tree == null || !tree.isObject()) {
      throw new SettingsFaults(List.of("rules must be a mapping"));
    }
    List<String> faults = new ArrayList<>();
    YamlReader reader = new YamlReader(tree, faults);
    RuleSet rules = RulesReader.read(reader, base);
    faults.addAll(check.apply(rules));
    String author = reader.text("author", "");
    String reason = reader.text("reason", "");
    for (String needed : List.of("id", "version", "author", "reason")) {
      if (!reader.has(needed)) {
        faults.add(needed + " is missing");
      }
    }
    reader.refuseUnknown();
    if (!faults.isEmpty()) {
      throw new SettingsFaults(faults);
    }
    return new RulesDocument(text, rules, author, reason);
  }

  /** What distinguishes this text from any other: the beginning of its SHA-256, hexadecimal. */
  public String checksum() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, SHORT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
