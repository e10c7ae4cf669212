package io.zhijing.dashboards.kibana.generate;

import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.dashboards.kibana.objects.Ndjson;
import io.zhijing.dashboards.kibana.objects.SavedObject;
import io.zhijing.dashboards.kibana.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All saved objects of an edition, in the order of their types and ids.
 *
 * @param objects what is imported
 */
public record Bundle(List<SavedObject> objects) {
  /** Sorts the list. */
  public Bundle {
    objects =
        objects.stream()
            .sorted(Comparator.comparing(SavedObject::type).thenComparing(SavedObject::id))
            .toList();
  }

  /**
   * The objects of a source.
   *
   * @throws IllegalArgumentException if the source says what Kibana cannot do
   */
  public static Bundle of(Source source, Edition edition) {
    SharedWriter shared = new SharedWriter(source.shared(), edition);
    List<SavedObject> objects = new ArrayList<>();
    objects.add(shared.tag());
    source.shared().views().stream()
        .filter(view -> edition.authority().hasMap() || view.kind() != DocumentKind.REGIONS)
        .forEach(view -> objects.add(shared.view(view)));
    source.searches().forEach(search -> objects.add(shared.search(search)));
    source
        .dashboards()
        .forEach(
            each -> objects.add(new DashboardWriter(source.shared(), edition).dashboard(each)));
    return new Bundle(objects);
  }

  /** The rules of a source, in a space. */
  public static AlertRules rules(Source source, Edition edition, String space) {
    return new RuleWriter(edition, space).rules(source.rules());
  }

  /** The file to import. */
  public byte[] ndjson() {
    return Ndjson.write(objects);
  }
}
