package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was typed to what it stands for: codes, or names that the pack knows. All faults at once.
 */
final class QueryNodes {
  private final Messages messages;
  private final Map<Dimension, Taxonomy> taxonomies;
  private final List<String> faults = new ArrayList<>();

  QueryNodes(Messages messages, Map<Dimension, Taxonomy> taxonomies) {
    this.messages = messages;
    this.taxonomies = taxonomies;
  }

  /** The constants with the codes. */
  <T extends Enum<T> & Coded> Set<T> constants(List<String> codes, T[] all) {
    Set<T> found = new LinkedHashSet<>();
    for (String code : codes) {
      Optional<T> one = Arrays.stream(all).filter(each -> each.code().equals(code)).findFirst();
      one.ifPresent(found::add);
      if (one.isEmpty()) {
        faults.add(
            messages.text(
                "query.unknown-code",
                code,
                Arrays.stream(all).map(Coded::code).collect(Collectors.joining(", "))));
      }
    }
    return found;
  }

  /** The codes of nodes. */
  Set<String> codes(Dimension dimension, List<String> spellings) {
    Set<String> codes = new LinkedHashSet<>();
    spellings.forEach(spelling -> code(dimension, spelling).ifPresent(codes::add));
    return codes;
  }

  private Optional<String> code(Dimension dimension, String spelling) {
    Taxonomy taxonomy = taxonomies.get(dimension);
    if (taxonomy == null || taxonomy.contains(spelling)) {
      return Optional.of(spelling);
    }
    Taxonomy.Resolution resolution = taxonomy.resolve(spelling);
    if (resolution.match() == Taxonomy.Match.EXACT || resolution.match() == Taxonomy.Match.ALIAS) {
      return Optional.of(resolution.code());
    }
    faults.add(messages.text("query.unknown-node", dimension.code(), spelling));
    return Optional.empty();
  }

  /** The stratum of a key, or of a stream and nodes; empty if neither was typed. */
  Optional<Stratum> stratum(String key, String stream, Map<Dimension, String> nodes) {
    if (key != null) {
      try {
        return Optional.of(Stratum.parse(key));
      } catch (IllegalArgumentException e) {
        faults.add(e.getMessage());
        return Optional.empty();
      }
    }
    if (stream == null) {
      if (!nodes.isEmpty()) {
        faults.add(messages.text("query.needs-stream"));
      }
      return Optional.empty();
    }
    Map<Dimension, String> found = new EnumMap<>(Dimension.class);
    nodes.forEach(
        (dimension, spelling) ->
            code(dimension, spelling)
                .filter(code -> !isRoot(dimension, code))
                .ifPresent(code -> found.put(dimension, code)));
    return constants(List.of(stream), ReportStream.values()).stream()
        .findFirst()
        .map(which -> new Stratum(which, found));
  }

  private boolean isRoot(Dimension dimension, String code) {
    Taxonomy taxonomy = taxonomies.get(dimension);
    return taxonomy != null && taxonomy.tree().root().code().equals(code);
  }

  /** Notes what is missing. */
  void fault(String key) {
    faults.add(messages.text(key));
  }

  /**
   * Ends the reading.
   *
   * @throws SettingsFaults if anything was wrong
   */
  void check() throws SettingsFaults {
    if (!faults.isEmpty()) {
      throw new SettingsFaults(faults);
    }
  }
}
