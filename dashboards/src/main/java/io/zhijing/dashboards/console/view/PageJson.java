package io.zhijing.dashboards.console.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * Data for scripts, as they stand in a page: no text in them can end the element that they stand
 * in.
 */
final class PageJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static {
    MAPPER.getFactory().setCharacterEscapes(new Harmless());
  }

  private PageJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static String text(ObjectNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  static String of(Plot plot) {
    ObjectNode json = object();
    json.put("unit", plot.unit()).put("zoomable", plot.zoomable());
    plot.x().forEach(json.putArray("x")::add);
    plot.links().forEach(json.putArray("links")::add);
    ArrayNode lines = json.putArray("lines");
    for (Plot.Line line : plot.lines()) {
      ObjectNode each = lines.addObject();
      each.put("name", line.name()).put("role", line.role().code());
      ArrayNode values = each.putArray("values");
      ArrayNode texts = each.putArray("texts");
      for (Plot.Value value : line.values()) {
        value.number().ifPresentOrElse(values::add, values::addNull);
        texts.add(value.text());
      }
    }
    ArrayNode marks = json.putArray("marks");
    plot.marks()
        .forEach(
            mark ->
                marks
                    .addObject()
                    .put("at", mark.at())
                    .put("kind", mark.kind())
                    .put("text", mark.text()));
    ArrayNode bands = json.putArray("bands");
    plot.bands()
        .forEach(
            band ->
                bands
                    .addObject()
                    .put("from", band.from())
                    .put("to", band.to())
                    .put("kind", band.kind())
                    .put("text", band.text()));
    return text(json);
  }

  /** What could end a script element, or a line of a script, stands as its code. */
  private static final class Harmless extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] escapes = standardAsciiEscapesForJSON();
      for (char each : new char[] {'<', '>', '&', '\''}) {
        escapes[each] = ESCAPE_CUSTOM;
      }
      return escapes;
    }

    @Override
    public SerializableString getEscapeSequence(int code) {
      boolean isEscaped = code < 0x80 || code == LINE_SEPARATOR || code == PARAGRAPH_SEPARATOR;
      return isEscaped ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", code)) : null;
    }
  }
}
