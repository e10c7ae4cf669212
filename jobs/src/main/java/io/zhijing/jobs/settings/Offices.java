package io.zhijing.jobs.settings;

import io.zhijing.connectors.file.Pack;
import io.zhijing.detection.rules.Routing;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The departments of an authority and what each leads.
 *
 * @param routing who leads and who helps
 * @param namesEn English name by code
 * @param namesZh Chinese name by code
 */
public record Offices(Routing routing, Map<String, String> namesEn, Map<String, String> namesZh)
    implements Serializable {

  /** The departments of a pack. */
  public static Offices of(Pack pack) {
    Map<String, String> english = new LinkedHashMap<>();
    Map<String, String> chinese = new LinkedHashMap<>();
    for (Pack.Department department : pack.departments()) {
      english.put(department.code(), department.nameEn());
      chinese.put(department.code(), department.nameZh());
    }
    return new Offices(pack.routing(), english, chinese);
  }

  /** The names of departments, joined; the code where one has no name. */
  public String names(List<String> codes, boolean isChinese) {
    Map<String, String> names = isChinese ? namesZh : namesEn;
    List<String> found = codes.stream().map(code -> names.getOrDefault(code, code)).toList();
    return String.join(isChinese ? "、" : ", ", found);
  }

  /**
   * Departments, shipped as they are.
   *
   * @param offices the departments
   */
  public record Shipped(Offices offices) implements SerializableSupplier<Offices> {
    @Override
    public Offices get() {
      return offices;
    }
  }
}
