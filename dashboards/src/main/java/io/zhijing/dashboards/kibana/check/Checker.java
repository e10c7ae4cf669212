package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.dashboards.kibana.generate.AlertRules;
import io.zhijing.dashboards.kibana.objects.SavedObject;
import java.util.ArrayList;
import java.util.List;

/** Looks for everything that is wrong with saved objects and rules. */
public final class Checker {
  private final String prefix;
  private final Faults faults = new Faults();

  private Checker(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Everything wrong with a file to import.
   *
   * @param prefix what index names and ids begin with
   */
  public static List<Fault> file(byte[] file, String prefix) {
    Checker checker = new Checker(prefix);
    List<Parsed> all = checker.parsed(file);
    checker.structure(all);
    Contents contents = new ContentsReader(prefix).read(all);
    new FieldCheck(checker.faults).check(contents);
    new GrainCheck(checker.faults).check(contents);
    return checker.faults.list();
  }

  /** Everything wrong with rules. */
  public static List<Fault> rules(AlertRules rules, String prefix) {
    Faults faults = new Faults();
    new RuleCheck(prefix, faults).check(rules);
    return faults.list();
  }

  /** What a file asks Elasticsearch for. */
  public static Contents contents(byte[] file, String prefix) {
    return new ContentsReader(prefix).read(new Checker(prefix).parsed(file));
  }

  private List<Parsed> parsed(byte[] file) {
    List<Parsed> all = new ArrayList<>();
    for (SavedObject object : new FileCheck(prefix, faults).objects(file)) {
      all.add(Parsed.of(object, faults));
    }
    return all;
  }

  private void structure(List<Parsed> all) {
    ReferenceCheck references =
        new ReferenceCheck(all.stream().map(Parsed::object).toList(), faults);
    PanelCheck panels = new PanelCheck(faults);
    for (Parsed parsed : all) {
      references.check(parsed);
      panels.check(parsed);
      for (JsonNode panel : parsed.at("/panelsJSON")) {
        String place = parsed.object().name() + " panel " + panel.path("panelIndex").asText();
        JsonNode attributes = panel.at("/embeddableConfig/attributes");
        switch (panel.path("type").asText()) {
          case "lens" -> new ChartCheck(faults).check(place, attributes);
          case "map" -> new MapCheck(faults).check(place, attributes);
          default -> {}
        }
      }
    }
  }
}
