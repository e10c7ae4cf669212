package io.zhijing.dashboards.kibana.source;

import io.zhijing.dashboards.kibana.formula.Formula;
import io.zhijing.dashboards.kibana.kql.Kql;
import io.zhijing.dashboards.kibana.source.Panel.Bucket;
import io.zhijing.dashboards.kibana.source.Panel.Data;
import io.zhijing.dashboards.kibana.source.Panel.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What of a source names something that is not there, or cannot be read as query or formula. */
final class SourceLinks {
  private final Source source;
  private final List<String> faults = new ArrayList<>();

  private SourceLinks(Source source) {
    this.source = source;
  }

  static List<String> faults(Source source) {
    SourceLinks links = new SourceLinks(source);
    links.shared();
    source.searches().forEach(each -> links.data("searches.yaml/" + each.id(), each.data()));
    source
        .rules()
        .forEach(
            each ->
                links.readable("rules.yaml/" + each.id(), each.documents().where(), Kql::parse));
    for (Dashboard dashboard : source.dashboards()) {
      links.dashboard(dashboard);
    }
    return links.faults;
  }

  private void shared() {
    for (View view : source.shared().views()) {
      view.formats()
          .forEach(
              (field, format) -> {
                if (format instanceof View.Lookup lookup
                    && !source.shared().lookups().containsKey(lookup.lookup())) {
                  fault("views.yaml/" + view.id(), "there is no lookup '" + lookup.lookup() + "'");
                }
              });
    }
    source
        .shared()
        .controls()
        .forEach(each -> view("shared.yaml/controls/" + each.id(), each.view()));
  }

  private void dashboard(Dashboard dashboard) {
    String file = dashboard.id() + ".yaml";
    for (String control : dashboard.controls()) {
      if (source.shared().control(control).isEmpty()) {
        fault(file, "there is no control '" + control + "'");
      }
    }
    for (Panel panel : dashboard.panels()) {
      panel(file + "/panel at " + panel.frame().x() + ", " + panel.frame().y(), panel);
    }
  }

  private void panel(String place, Panel panel) {
    if (panel instanceof Panel.Metric metric) {
      data(place, metric.data());
      values(place, List.of(metric.value()));
    } else if (panel instanceof Panel.Table table) {
      data(place, table.data());
      table.rows().forEach(row -> bucket(place, row));
      values(place, table.values());
    } else if (panel instanceof Panel.Chart chart) {
      chart(place, chart);
    } else if (panel instanceof Panel.Heatmap heatmap) {
      data(place, heatmap.data());
      bucket(place, heatmap.across());
      bucket(place, heatmap.down());
      values(place, List.of(heatmap.value()));
    } else if (panel instanceof Panel.Ring ring) {
      data(place, ring.data());
      bucket(place, ring.parts());
      values(place, List.of(ring.value()));
    } else if (panel instanceof Panel.Map map) {
      map.layers().forEach(layer -> layer(place, layer));
    } else if (panel instanceof Panel.Search search && source.search(search.search()).isEmpty()) {
      fault(place, "there is no search '" + search.search() + "'");
    }
  }

  private void chart(String place, Panel.Chart chart) {
    data(place, chart.data());
    bucket(place, chart.axes().across());
    chart.axes().split().ifPresent(split -> bucket(place, split));
    values(place, chart.axes().values());
    chart.marks().forEach(marks -> data(place, marks.data()));
  }

  private void layer(String place, MapLayer layer) {
    data(place, layer.shapes().data());
    Optional<MapLayer.Join> painted = Optional.empty();
    for (MapLayer.Join join : layer.joins()) {
      data(place, join.data());
      join.values().forEach(value -> readable(place, value, Formula::parse));
      if (join.id().equals(layer.paint().join())) {
        painted = Optional.of(join);
      }
    }
    boolean isPainted =
        painted.map(join -> join.values().contains(layer.paint().value())).orElse(false);
    if (!layer.paint().join().isEmpty() && !isPainted) {
      fault(
          place, "there is no number '" + layer.paint().join() + " " + layer.paint().value() + "'");
    }
  }

  private void bucket(String place, Bucket bucket) {
    if (bucket instanceof Panel.Terms terms && !terms.by().isEmpty()) {
      readable(place, terms.by(), Formula::parse);
    } else if (bucket instanceof Panel.Filters filters) {
      filters.parts().forEach(part -> readable(place, part.where(), Kql::parse));
    }
  }

  private void values(String place, List<Value> values) {
    values.forEach(value -> readable(place, value.formula(), Formula::parse));
  }

  private void data(String place, Data data) {
    view(place, data.view());
    readable(place, data.where(), Kql::parse);
  }

  private void view(String place, String id) {
    if (source.shared().view(id).isEmpty()) {
      fault(place, "there is no view '" + id + "'");
    }
  }

  private void readable(String place, String text, Function<String, ?> parser) {
    try {
      Object read = parser.apply(text);
      if (read instanceof Formula formula) {
        formula.calls().forEach(call -> readable(place, call.option("kql"), Kql::parse));
      }
    } catch (IllegalArgumentException e) {
      fault(place, e.getMessage());
    }
  }

  private void fault(String place, String text) {
    faults.add(place + ": " + text);
  }
}
