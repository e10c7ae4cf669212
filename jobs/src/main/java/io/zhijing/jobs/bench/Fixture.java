package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.detection.count.CountHistory;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * One reference result: a series, an algorithm with its settings, and what the reference computed.
 *
 * @param json the parsed file
 */
record Fixture(JsonNode json) {

  /** A reference file that lacks something or holds what it must not. */
  static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  /** A field that must be there. */
  JsonNode need(String field) {
    JsonNode node = json.get(field);
    if (node == null) {
      throw new Unusable("field \"" + field + "\" is missing");
    }
    return node;
  }

  /** An array as long as the evaluated range. */
  JsonNode results(String field) {
    JsonNode node = need(field);
    int length = need("range").size();
    if (!node.isArray() || node.size() != length) {
      throw new Unusable("field \"" + field + "\" is no array of " + length);
    }
    return node;
  }

  /** A number of an array as long as the evaluated range; NaN where null. */
  double number(String field, int position) {
    JsonNode node = results(field).get(position);
    if (!node.isNull() && !node.isNumber()) {
      throw new Unusable("field \"" + field + "\" holds " + node);
    }
    return node.isNull() ? Double.NaN : node.asDouble();
  }

  /** A setting that must be there. */
  JsonNode control(String field) {
    JsonNode node = need("control").get(field);
    if (node == null) {
      throw new Unusable("field \"control." + field + "\" is missing");
    }
    return node;
  }

  /** A setting, or what the reference takes where there is none. */
  double control(String field, double otherwise) {
    JsonNode node = need("control").get(field);
    return (node == null || node.isNull()) ? otherwise : node.asDouble();
  }

  /** A setting, or what the reference takes where there is none. */
  boolean control(String field, boolean otherwise) {
    JsonNode node = need("control").get(field);
    return (node == null || node.isNull()) ? otherwise : node.asBoolean();
  }

  /** A setting, or what the reference takes where there is none. */
  String control(String field, String otherwise) {
    JsonNode node = need("control").get(field);
    return (node == null || node.isNull()) ? otherwise : node.asText();
  }

  /** The series with its populations and, where references go by them, its dates. */
  CountHistory history() {
    CountHistory history = CountHistory.of(numbers("observed"), need("frequency").asInt());
    if (need("population").isArray()) {
      history = history.withPopulations(numbers("population"));
    }
    return need("epochAsDate").asBoolean() ? history.withDates(dates()) : history;
  }

  private LocalDate[] dates() {
    JsonNode node = need("epochs");
    LocalDate[] dates = new LocalDate[node.size()];
    for (int i = 0; i < dates.length; i++) {
      try {
        dates[i] = LocalDate.parse(node.get(i).asText());
      } catch (DateTimeParseException e) {
        throw new Unusable("field \"epochs\" holds " + node.get(i));
      }
    }
    return dates;
  }

  /** Numbers of an array; NaN where null. */
  double[] numbers(String field) {
    return numbers(field, need(field));
  }

  /** Numbers of an array; NaN where null. */
  static double[] numbers(String field, JsonNode array) {
    if (!array.isArray()) {
      throw new Unusable("field \"" + field + "\" is no array");
    }
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode each = array.get(i);
      if (!each.isNull() && !each.isNumber()) {
        throw new Unusable("field \"" + field + "\" holds " + each);
      }
      numbers[i] = each.isNull() ? Double.NaN : each.asDouble();
    }
    return numbers;
  }

  /** The evaluated indices, from 0. */
  int[] range() {
    JsonNode node = need("range");
    int size = need("observed").size();
    int[] range = new int[node.size()];
    for (int i = 0; i < range.length; i++) {
      range[i] = node.get(i).asInt() - 1;
      if (range[i] < 0 || range[i] >= size) {
        throw new Unusable("field \"range\" holds " + node.get(i) + " of " + size);
      }
    }
    if (range.length == 0) {
      throw new Unusable("field \"range\" is empty");
    }
    return range;
  }
}
