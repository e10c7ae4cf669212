package io.zhijing.connectors.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads mapping files, a pack's or one given by path. */
public final class MappingReader {

  private MappingReader() {}

  /**
   * The mapping in a file.
   *
   * @throws PackFaults naming every fault of the file
   */
  public static CsvMapping read(Path file) throws PackFaults {
    Path absolute = file.toAbsolutePath();
    FaultLog log = new FaultLog();
    PackFiles folder = PackFiles.in(absolute.getParent());
    CsvMapping mapping = read(folder, absolute.getFileName().toString(), log);
    if (!log.faults().isEmpty()) {
      throw new PackFaults(folder.place(), log.faults());
    }
    return mapping;
  }

  static CsvMapping read(PackFiles files, String name, FaultLog log) {
    Settings settings = Settings.read(files, name, log);
    settings.allow(Set.of("columns", "separators", "values", "constants", "blanks", "none"));
    Map<CsvField, List<String>> columns = lists(settings.at("columns"));
    if (settings.readable() && columns.isEmpty()) {
      settings.fault("the mapping names no columns");
    }
    Map<CsvField, Map<String, String>> values = new EnumMap<>(CsvField.class);
    Settings byField = settings.at("values");
    for (String key : byField.keys()) {
      field(byField, key).ifPresent(field -> values.put(field, byField.texts(key)));
    }
    return new CsvMapping(
        columns,
        lists(settings.at("separators")),
        values,
        texts(settings.at("constants")),
        texts(settings.at("blanks")),
        settings.list("none"));
  }

  private static Map<CsvField, List<String>> lists(Settings settings) {
    Map<CsvField, List<String>> lists = new EnumMap<>(CsvField.class);
    for (String key : settings.keys()) {
      field(settings, key).ifPresent(f -> lists.put(f, new ArrayList<>(settings.list(key))));
    }
    return lists;
  }

  private static Map<CsvField, String> texts(Settings settings) {
    Map<CsvField, String> texts = new EnumMap<>(CsvField.class);
    for (String key : settings.keys()) {
      field(settings, key).ifPresent(field -> texts.put(field, settings.text(key)));
    }
    return texts;
  }

  private static Optional<CsvField> field(Settings settings, String key) {
    Optional<CsvField> field = CsvField.ofCode(key);
    if (field.isEmpty()) {
      settings.fault("there is no field '" + key + "'");
    }
    return field;
  }
}
