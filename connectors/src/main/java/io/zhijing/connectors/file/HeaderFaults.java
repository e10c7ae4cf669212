package io.zhijing.connectors.file;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A CSV file's header lacks what a report needs; names all of it and the headings accepted. Or it
 * cannot be read, since its quotes do not match.
 */
public final class HeaderFaults extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Map<CsvField, List<String>> missing;

  HeaderFaults(Map<CsvField, List<String>> missing) {
    super(
        "the header lacks: "
            + missing.entrySet().stream()
                .map(
                    e -> e.getKey().code() + " (accepted: " + String.join(", ", e.getValue()) + ")")
                .collect(Collectors.joining("; ")));
    this.missing = Map.copyOf(missing);
  }

  HeaderFaults(CsvRecords.Broken header) {
    super(
        "the quotes of the header do not match: a quoted cell begins in line "
            + header.begun()
            + ", "
            + header.reason().code());
    this.missing = Map.of();
  }

  /** For each missing field the headings that would do; empty if the header cannot be read. */
  public Map<CsvField, List<String>> missing() {
    return missing;
  }
}
