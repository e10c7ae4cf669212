package io.zhijing.dashboards.kibana;

import io.zhijing.dashboards.kibana.check.Checker;
import io.zhijing.dashboards.kibana.check.Fault;
import io.zhijing.dashboards.kibana.generate.AlertRules;
import io.zhijing.dashboards.kibana.generate.Bundle;
import io.zhijing.dashboards.kibana.generate.Edition;
import io.zhijing.dashboards.kibana.source.Source;
import io.zhijing.dashboards.kibana.source.SourceReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What an edition puts into Kibana, and everything that is wrong with it: nobody should send a file
 * that has faults.
 *
 * @param ndjson the file to import
 * @param rules alerting rules
 * @param faults everything wrong with both
 */
@SuppressWarnings("ArrayRecordComponent") // written or sent once, never compared
public record KibanaFile(byte[] ndjson, AlertRules rules, List<Fault> faults) {
  /** Copies the list. */
  public KibanaFile {
    faults = List.copyOf(faults);
  }

  /** An edition of what comes with the program, for a space. */
  public static KibanaFile of(Edition edition, String space) {
    return of(
        SourceReader.shipped(edition.language(), edition.authority().sectorLevel()),
        edition,
        space);
  }

  /** An edition of a source, for a space. */
  public static KibanaFile of(Source source, Edition edition, String space) {
    byte[] ndjson = Bundle.of(source, edition).ndjson();
    AlertRules rules = Bundle.rules(source, edition, space);
    List<Fault> faults = new ArrayList<>(Checker.file(ndjson, edition.prefix()));
    faults.addAll(Checker.rules(rules, edition.prefix()));
    return new KibanaFile(ndjson, rules, faults);
  }
}
