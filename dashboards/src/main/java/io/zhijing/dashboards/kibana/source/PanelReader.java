package io.zhijing.dashboards.kibana.source;

import io.zhijing.dashboards.kibana.source.Panel.Axes;
import io.zhijing.dashboards.kibana.source.Panel.Bucket;
import io.zhijing.dashboards.kibana.source.Panel.Chart;
import io.zhijing.dashboards.kibana.source.Panel.Data;
import io.zhijing.dashboards.kibana.source.Panel.Filters;
import io.zhijing.dashboards.kibana.source.Panel.Format;
import io.zhijing.dashboards.kibana.source.Panel.Frame;
import io.zhijing.dashboards.kibana.source.Panel.Heatmap;
import io.zhijing.dashboards.kibana.source.Panel.Marks;
import io.zhijing.dashboards.kibana.source.Panel.Metric;
import io.zhijing.dashboards.kibana.source.Panel.Part;
import io.zhijing.dashboards.kibana.source.Panel.Ring;
import io.zhijing.dashboards.kibana.source.Panel.Shape;
import io.zhijing.dashboards.kibana.source.Panel.Table;
import io.zhijing.dashboards.kibana.source.Panel.Terms;
import io.zhijing.dashboards.kibana.source.Panel.Time;
import io.zhijing.dashboards.kibana.source.Panel.Value;
import io.zhijing.dashboards.kibana.source.Panel.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads panels. */
final class PanelReader {
  private static final int USUAL_TOP = 10;
  private static final Map<String, Shape> SHAPES =
      Map.of(
          "line", Shape.LINE,
          "bar", Shape.BAR,
          "stacked", Shape.STACKED,
          "lying", Shape.LYING,
          "area", Shape.AREA);
  private static final Map<String, Format> FORMATS =
      Map.of(
          "integer", Format.INTEGER,
          "number", Format.NUMBER,
          "percent", Format.PERCENT,
          "plain", Format.PLAIN);
  private static final List<String> FRAME = List.of("kind", "title", "at");
  private static final List<String> DATA = List.of("view", "where");

  private PanelReader() {}

  static Optional<Panel> read(Yaml yaml) {
    String kind = yaml.needed("kind");
    return switch (kind) {
      case "metric" -> Optional.of(metric(yaml));
      case "table" -> Optional.of(table(yaml));
      case "line", "bar", "stacked", "lying", "area" -> Optional.of(chart(yaml, SHAPES.get(kind)));
      case "heatmap" -> Optional.of(heatmap(yaml));
      case "ring" -> Optional.of(ring(yaml));
      case "map" -> Optional.of(map(yaml));
      case "search" -> Optional.of(search(yaml));
      case "words" -> Optional.of(words(yaml));
      default -> {
        yaml.fault("there is no kind of panel '" + kind + "'");
        yield Optional.empty();
      }
    };
  }

  private static Set<String> keys(List<String> data, String... own) {
    return Set.copyOf(
        Stream.of(FRAME.stream(), data.stream(), Stream.of(own)).flatMap(each -> each).toList());
  }

  private static Frame frame(Yaml yaml) {
    List<Integer> at = yaml.numbers("at");
    if (at.size() != 4) {
      yaml.fault(
          "'at' must be four numbers: columns from the left, rows from the top, width, height");
      return new Frame(Text.NONE, 0, 0, 1, 1);
    }
    return new Frame(yaml.wordsIfAny("title"), at.get(0), at.get(1), at.get(2), at.get(3));
  }

  static Data data(Yaml yaml) {
    return new Data(yaml.needed("view"), yaml.text("where"));
  }

  private static Panel metric(Yaml yaml) {
    yaml.allow(keys(DATA, "value", "format", "color", "label"));
    return new Metric(frame(yaml), data(yaml), value(yaml, yaml.wordsIfAny("title")));
  }

  private static Value value(Yaml yaml, Text otherwise) {
    return new Value(
        yaml.needed("value"),
        yaml.has("label") ? yaml.words("label") : otherwise,
        yaml.choice("format", FORMATS, Format.INTEGER),
        yaml.text("color"),
        yaml.flag("right"));
  }

  private static List<Value> values(Yaml yaml, String key) {
    return yaml.each(key).stream()
        .map(
            each -> {
              each.allow(Set.of("value", "label", "format", "color", "right"));
              return value(each, Text.NONE);
            })
        .toList();
  }

  private static Terms terms(Yaml yaml) {
    yaml.allow(Set.of("field", "label", "top", "by", "ascending"));
    return new Terms(
        yaml.needed("field"),
        yaml.words("label"),
        yaml.number("top", USUAL_TOP),
        yaml.text("by"),
        yaml.flag("ascending"));
  }

  private static Bucket bucket(Yaml yaml) {
    if (yaml.has("time")) {
      yaml.allow(Set.of("time", "every"));
      return new Time(yaml.text("time"), yaml.needed("every"));
    }
    if (yaml.has("parts")) {
      yaml.allow(Set.of("parts", "label"));
      List<Part> parts =
          yaml.each("parts").stream()
              .map(
                  each -> {
                    each.allow(Set.of("where", "label"));
                    return new Part(each.needed("where"), each.words("label"));
                  })
              .toList();
      return new Filters(yaml.words("label"), parts);
    }
    return terms(yaml);
  }

  private static Panel table(Yaml yaml) {
    yaml.allow(keys(DATA, "rows", "columns"));
    List<Terms> rows = yaml.each("rows").stream().map(PanelReader::terms).toList();
    if (rows.isEmpty()) {
      yaml.fault("a table needs rows");
    }
    return new Table(frame(yaml), data(yaml), rows, values(yaml, "columns"));
  }

  private static Panel chart(Yaml yaml, Shape shape) {
    yaml.allow(keys(DATA, "across", "split", "values", "marks"));
    Optional<Bucket> split =
        yaml.has("split") ? Optional.of(bucket(yaml.at("split"))) : Optional.empty();
    List<Value> values = values(yaml, "values");
    if (values.isEmpty()) {
      yaml.fault("a chart needs values");
    }
    List<Marks> marks = yaml.each("marks").stream().map(PanelReader::marks).toList();
    return new Chart(
        frame(yaml), data(yaml), shape, new Axes(bucket(yaml.at("across")), split, values), marks);
  }

  private static Marks marks(Yaml yaml) {
    yaml.allow(Set.of("view", "where", "time", "field", "more", "label", "color"));
    return new Marks(
        data(yaml),
        yaml.needed("time"),
        yaml.needed("field"),
        yaml.texts("more"),
        yaml.words("label"),
        yaml.needed("color"));
  }

  private static Panel heatmap(Yaml yaml) {
    yaml.allow(keys(DATA, "across", "down", "value", "label", "format"));
    return new Heatmap(
        frame(yaml),
        data(yaml),
        bucket(yaml.at("across")),
        bucket(yaml.at("down")),
        value(yaml, yaml.wordsIfAny("title")));
  }

  private static Panel ring(Yaml yaml) {
    yaml.allow(keys(DATA, "parts", "value", "label", "format"));
    return new Ring(
        frame(yaml), data(yaml), bucket(yaml.at("parts")), value(yaml, yaml.wordsIfAny("title")));
  }

  private static Panel map(Yaml yaml) {
    yaml.allow(keys(List.of(), "layers"));
    return new Panel.Map(
        frame(yaml), yaml.each("layers").stream().map(MapLayerReader::read).toList());
  }

  private static Panel search(Yaml yaml) {
    yaml.allow(keys(List.of(), "search"));
    return new Panel.Search(frame(yaml), yaml.needed("search"));
  }

  private static Panel words(Yaml yaml) {
    yaml.allow(keys(List.of(), "text"));
    return new Words(frame(yaml), yaml.words("text"));
  }
}
