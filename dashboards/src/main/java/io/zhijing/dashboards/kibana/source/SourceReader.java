package io.zhijing.dashboards.kibana.source;

import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.dashboards.kibana.source.Source.Control;
import io.zhijing.dashboards.kibana.source.Source.Shared;
import io.zhijing.dashboards.kibana.source.Source.Tag;
import io.zhijing.dashboards.kibana.source.View.FieldFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the source, or says everything that is wrong with it at once. */
public final class SourceReader {
  private static final String FOLDER = "/kibana/";
  private static final Map<String, DocumentKind> KINDS =
      Arrays.stream(DocumentKind.values())
          .collect(Collectors.toMap(DocumentKind::code, kind -> kind));

  private static final Pattern VARIABLE = Pattern.compile("\\$([a-z_]+)");

  private final Function<String, Optional<String>> files;
  private final Map<String, String> variables;
  private final List<String> faults = new ArrayList<>();

  private SourceReader(
      Function<String, Optional<String>> files, Language language, int sectorLevel) {
    this.files = files;
    this.variables = Map.of("lang", language.code(), "sector_level", String.valueOf(sectorLevel));
  }

  /**
   * The source that comes with the program.
   *
   * @param language whose fields charts read, {@code $lang}
   * @param sectorLevel how deep charts of sectors go, {@code $sector_level}
   */
  public static Source shipped(Language language, int sectorLevel) {
    try {
      return read(SourceReader::resource, language, sectorLevel);
    } catch (SourceFaults e) {
      throw new IllegalStateException("the shipped source is tested", e);
    }
  }

  /** A file of the source that comes with the program. */
  public static Optional<String> resource(String name) {
    try (InputStream in = SourceReader.class.getResourceAsStream(FOLDER + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + name, e);
    }
  }

  /**
   * Reads a source.
   *
   * @param files the text of a file, if there is one of the name
   * @param language whose fields charts read
   * @param sectorLevel how deep charts of sectors go
   * @throws SourceFaults naming every fault
   */
  public static Source read(
      Function<String, Optional<String>> files, Language language, int sectorLevel)
      throws SourceFaults {
    SourceReader reader = new SourceReader(files, language, sectorLevel);
    Source source = reader.source();
    reader.faults.addAll(SourceLinks.faults(source));
    if (!reader.faults.isEmpty()) {
      throw new SourceFaults(reader.faults);
    }
    return source;
  }

  private Yaml file(String name) {
    return Yaml.parse(name, files.apply(name).map(text -> filled(name, text)), faults);
  }

  private String filled(String name, String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> {
              String value = variables.get(match.group(1));
              if (value == null) {
                faults.add(name + ": there is no $" + match.group(1));
              }
              return value == null ? "" : value;
            });
  }

  private Source source() {
    Yaml shared = file("shared.yaml");
    shared.allow(Set.of("tag", "controls", "dashboards"));
    List<Dashboard> dashboards =
        shared.texts("dashboards").stream().map(id -> dashboard(id, file(id + ".yaml"))).toList();
    return new Source(
        new Shared(
            tag(shared.at("tag")), views(), controls(shared.at("controls")), lookups(), fields()),
        searches(),
        rules(),
        dashboards);
  }

  private static Tag tag(Yaml yaml) {
    yaml.allow(Set.of("id", "title", "color"));
    return new Tag(yaml.needed("id"), yaml.words("title"), yaml.needed("color"));
  }

  private static List<Control> controls(Yaml yaml) {
    List<Control> controls = new ArrayList<>();
    yaml.entries()
        .forEach(
            (id, each) -> {
              each.allow(Set.of("label", "view", "field"));
              controls.add(
                  new Control(id, each.words("label"), each.needed("view"), each.needed("field")));
            });
    return controls;
  }

  private List<View> views() {
    List<View> views = new ArrayList<>();
    file("views.yaml")
        .entries()
        .forEach(
            (id, each) -> {
              each.allow(Set.of("title", "kind", "time", "links", "lookups"));
              views.add(
                  new View(
                      id,
                      each.words("title"),
                      each.choice("kind", KINDS, DocumentKind.REPORTS),
                      each.text("time"),
                      formats(each)));
            });
    return views;
  }

  private static Map<String, FieldFormat> formats(Yaml yaml) {
    Map<String, FieldFormat> formats = new LinkedHashMap<>();
    for (String field : yaml.at("links").entries().keySet()) {
      formats.put(field, new View.Link(yaml.at("links").needed(field)));
    }
    for (String field : yaml.at("lookups").entries().keySet()) {
      formats.put(field, new View.Lookup(yaml.at("lookups").needed(field)));
    }
    return formats;
  }

  private Map<String, Map<String, Text>> lookups() {
    Map<String, Map<String, Text>> lookups = new LinkedHashMap<>();
    file("lookups.yaml").entries().forEach((id, each) -> lookups.put(id, each.wordsByKey()));
    return lookups;
  }

  private Map<String, Text> fields() {
    return file("fields.yaml").wordsByKey();
  }

  private List<Search> searches() {
    List<Search> searches = new ArrayList<>();
    file("searches.yaml")
        .entries()
        .forEach(
            (id, each) -> {
              each.allow(Set.of("title", "view", "where", "columns", "sort", "ascending", "then"));
              searches.add(
                  new Search(
                      id,
                      each.words("title"),
                      PanelReader.data(each),
                      each.texts("columns"),
                      orders(each)));
            });
    return searches;
  }

  private static List<Search.Order> orders(Yaml yaml) {
    List<Search.Order> orders = new ArrayList<>();
    orders.add(order(yaml));
    if (yaml.has("then")) {
      yaml.at("then").allow(Set.of("sort", "ascending"));
      orders.add(order(yaml.at("then")));
    }
    return orders;
  }

  private static Search.Order order(Yaml yaml) {
    return new Search.Order(yaml.needed("sort"), yaml.flag("ascending"));
  }

  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    file("rules.yaml")
        .entries()
        .forEach(
            (id, each) -> {
              each.allow(
                  Set.of(
                      "title", "kind", "time", "where", "window", "when", "count", "every", "each",
                      "message"));
              rules.add(rule(id, each));
            });
    return rules;
  }

  private static Rule rule(String id, Yaml yaml) {
    Map<String, String> comparators = Map.of(">", ">", ">=", ">=", "<", "<", "<=", "<=");
    return new Rule(
        id,
        yaml.words("title"),
        new Rule.Documents(
            yaml.choice("kind", KINDS, DocumentKind.REPORTS),
            yaml.needed("time"),
            yaml.text("where"),
            yaml.needed("window")),
        new Rule.Limit(
            yaml.choice("when", comparators, ">"),
            yaml.number("count", 0),
            yaml.needed("every"),
            yaml.flag("each")),
        yaml.words("message"));
  }

  private static Dashboard dashboard(String id, Yaml yaml) {
    yaml.allow(Set.of("title", "about", "controls", "panels"));
    List<Panel> panels =
        yaml.each("panels").stream().map(PanelReader::read).flatMap(Optional::stream).toList();
    if (panels.isEmpty()) {
      yaml.fault("a dashboard needs panels");
    }
    return new Dashboard(
        id, yaml.words("title"), yaml.words("about"), yaml.texts("controls"), panels);
  }
}
