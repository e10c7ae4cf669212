package io.zhijing.dashboards.kibana.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.formula.Formula;
import io.zhijing.dashboards.kibana.formula.Formula.Aggregation;
import io.zhijing.dashboards.kibana.formula.Formula.Call;
import io.zhijing.dashboards.kibana.source.Language;
import io.zhijing.dashboards.kibana.source.Panel.Bucket;
import io.zhijing.dashboards.kibana.source.Panel.Filters;
import io.zhijing.dashboards.kibana.source.Panel.Format;
import io.zhijing.dashboards.kibana.source.Panel.Part;
import io.zhijing.dashboards.kibana.source.Panel.Terms;
import io.zhijing.dashboards.kibana.source.Panel.Time;
import io.zhijing.dashboards.kibana.source.Panel.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of one Lens layer. Lens renders what stands here and expands nothing: a formula needs
 * a column for each of its calls and one for its arithmetic. Values are added first, since buckets
 * may be ordered by them; buckets come first in the order of columns.
 */
final class LensColumns {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String DOCUMENTS = "___records___";

  private final FieldTypes types;
  private final Language language;
  private final Map<String, ObjectNode> buckets = new LinkedHashMap<>();
  private final Map<String, ObjectNode> values = new LinkedHashMap<>();
  private final Map<String, String> plain = new LinkedHashMap<>();

  LensColumns(FieldTypes types, Language language) {
    this.types = types;
    this.language = language;
  }

  /** The layer. */
  ObjectNode layer() {
    ObjectNode layer = JSON.objectNode();
    ObjectNode columns = layer.putObject("columns");
    ArrayNode order = layer.putArray("columnOrder");
    for (Map<String, ObjectNode> part : List.of(buckets, values)) {
      part.forEach(
          (id, column) -> {
            columns.set(id, column);
            order.add(id);
          });
    }
    layer.putObject("incompleteColumns");
    return layer.put("sampling", 1);
  }

  /** Adds a number. */
  void value(String id, Value value) {
    Formula formula = Formula.parse(value.formula());
    String label = value.label().in(language);
    if (formula instanceof Call call) {
      ObjectNode column = call(call, label);
      format(column, value.format());
      values.put(id, column);
      plain.put(formula.toString(), id);
    } else {
      formula(id, formula, value);
    }
  }

  private void formula(String id, Formula formula, Value value) {
    if (formula.calls().isEmpty()) {
      throw new IllegalArgumentException("a formula without a call: " + value.formula());
    }
    String text = formula.toString();
    String part = "Part of " + text;
    ObjectNode column = column(value.label().in(language), "number", "formula");
    column.putObject("params").put("formula", text).put("isFormulaBroken", false);
    format(column, value.format());
    values.put(id, column);
    List<String> leaves = new ArrayList<>();
    for (Call call : formula.calls()) {
      String leaf = id + "X" + leaves.size();
      values.put(leaf, call(call, part));
      leaves.add(leaf);
    }
    String math = id + "X" + leaves.size();
    ObjectNode arithmetic = column(part, "number", "math");
    arithmetic
        .putObject("params")
        .set("tinymathAst", Tinymath.tree(formula, new ArrayList<>(leaves)));
    ArrayNode references = arithmetic.putArray("references");
    leaves.forEach(references::add);
    values.put(math, arithmetic);
    column.putArray("references").add(math);
  }

  private static ObjectNode column(String label, String dataType, String operation) {
    return JSON.objectNode()
        .put("label", label)
        .put("customLabel", true)
        .put("dataType", dataType)
        .put("operationType", operation)
        .put("isBucketed", false)
        .put("scale", "ratio");
  }

  private ObjectNode call(Call call, String label) {
    Aggregation aggregation = call.aggregation();
    boolean keepsType =
        aggregation == Aggregation.LAST_VALUE
            || ((aggregation == Aggregation.MAX || aggregation == Aggregation.MIN)
                && types.fields().isDate(call.field()));
    String dataType = keepsType ? types.dataType(call.field()) : "number";
    ObjectNode column = column(label, dataType, aggregation.code());
    if (!dataType.equals("number")) {
      column.put("scale", dataType.equals("date") ? "interval" : "ordinal");
    }
    column.put("sourceField", call.field().isEmpty() ? DOCUMENTS : call.field());
    ObjectNode params = column.putObject("params");
    switch (aggregation) {
      case COUNT, UNIQUE_COUNT -> params.put("emptyAsNull", false);
      // Nothing to add up is no zero.
      case SUM -> params.put("emptyAsNull", true);
      case PERCENTILE -> params.put("percentile", Double.parseDouble(call.option("percentile")));
      case LAST_VALUE -> params.put("sortField", types.view().time());
      default -> {}
    }
    String kql =
        aggregation == Aggregation.LAST_VALUE && call.option("kql").isEmpty()
            ? call.field() + " : *"
            : call.option("kql");
    if (!kql.isEmpty()) {
      column.set("filter", query(kql));
    }
    if (!call.option("shift").isEmpty()) {
      column.put("timeShift", call.option("shift"));
    }
    if (!call.option("reducedTimeRange").isEmpty()) {
      column.put("reducedTimeRange", call.option("reducedTimeRange"));
    }
    return column;
  }

  static ObjectNode query(String kql) {
    return JSON.objectNode().put("query", kql).put("language", "kuery");
  }

  private static void format(ObjectNode column, Format format) {
    Optional<String> id =
        switch (format) {
          case INTEGER, NUMBER -> Optional.of("number");
          case PERCENT -> Optional.of("percent");
          case PLAIN -> Optional.empty();
        };
    int decimals = format == Format.INTEGER ? 0 : format == Format.PERCENT ? 1 : 2;
    if (id.isPresent() && column.path("dataType").asText().equals("number")) {
      ObjectNode node = column.withObject("/params").putObject("format");
      node.put("id", id.get()).putObject("params").put("decimals", decimals);
    }
  }

  /** Adds what the values are divided by. */
  void bucket(String id, Bucket bucket) {
    if (bucket instanceof Terms terms) {
      buckets.put(id, terms(terms));
    } else if (bucket instanceof Time time) {
      ObjectNode column = column(time.field(), "date", "date_histogram");
      column.put("isBucketed", true).put("scale", "interval").put("sourceField", time.field());
      column
          .putObject("params")
          .put("interval", time.every())
          .put("includeEmptyRows", true)
          .put("dropPartials", false);
      buckets.put(id, column);
    } else if (bucket instanceof Filters filters) {
      buckets.put(id, filters(filters));
    }
  }

  private ObjectNode filters(Filters filters) {
    ObjectNode column = column(filters.label().in(language), "string", "filters");
    column.put("isBucketed", true).put("scale", "ordinal");
    ArrayNode list = column.putObject("params").putArray("filters");
    for (Part part : filters.parts()) {
      ObjectNode filter = list.addObject();
      filter.set("input", query(part.where()));
      filter.put("label", part.label().in(language));
    }
    return column;
  }

  private ObjectNode terms(Terms terms) {
    ObjectNode column = column(terms.label().in(language), types.dataType(terms.field()), "terms");
    column.put("isBucketed", true).put("scale", "ordinal").put("sourceField", terms.field());
    ObjectNode params = column.putObject("params").put("size", terms.top());
    ObjectNode order = params.putObject("orderBy");
    if (terms.by().isEmpty()) {
      order.put("type", "alphabetical").put("fallback", false);
    } else {
      order(terms, params, order);
    }
    boolean isAscending = terms.by().isEmpty() || terms.isAscending();
    params
        .put("orderDirection", isAscending ? "asc" : "desc")
        .put("otherBucket", false)
        .put("missingBucket", false);
    params.putObject("parentFormat").put("id", "terms");
    return column;
  }

  private void order(Terms terms, ObjectNode params, ObjectNode order) {
    Formula by = Formula.parse(terms.by());
    String shown = plain.get(by.toString());
    if (shown != null) {
      order.put("type", "column").put("columnId", shown);
    } else if (by instanceof Call call) {
      order.put("type", "custom");
      params.set("orderAgg", call(call, terms.by()));
    } else {
      throw new IllegalArgumentException("Lens cannot order by a formula: " + terms.by());
    }
  }
}
