package io.zhijing.dashboards.kibana.kql;

import io.zhijing.dashboards.kibana.kql.Kql.Is;
import io.zhijing.dashboards.kibana.kql.Kql.Range;
import io.zhijing.dashboards.kibana.kql.Kql.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a query from left to right; one use. {@code and} binds before {@code or}. */
final class KqlParser {
  private static final String ENDS_WORD = " \t\n\r()\":<>{}";

  private final String text;
  private int at;

  KqlParser(String text) {
    this.text = text;
  }

  Kql parse() {
    Kql query = or("");
    skip();
    if (at < text.length()) {
      throw fault("'" + text.charAt(at) + "' is not expected");
    }
    return query;
  }

  /** With a field, a list of its values; without, a query. */
  private Kql or(String field) {
    List<Kql> parts = new ArrayList<>(List.of(and(field)));
    while (takes("or")) {
      parts.add(and(field));
    }
    return parts.size() == 1 ? parts.get(0) : new Kql.Or(parts);
  }

  private Kql and(String field) {
    List<Kql> parts = new ArrayList<>(List.of(not(field)));
    while (takes("and")) {
      parts.add(not(field));
    }
    return parts.size() == 1 ? parts.get(0) : new Kql.And(parts);
  }

  private Kql not(String field) {
    return takes("not") ? new Kql.Not(not(field)) : part(field);
  }

  private Kql part(String field) {
    skip();
    if (isNext('(')) {
      at++;
      Kql inner = or(field);
      expect(')');
      return inner;
    }
    return field.isEmpty() ? fieldPart() : value(field);
  }

  private Kql fieldPart() {
    boolean isQuoted = isNext('"');
    String field = word();
    if (isQuoted || field.contains("*")) {
      throw fault("a field is needed, not '" + field + "'");
    }
    skip();
    for (Side side : List.of(Side.LTE, Side.GTE, Side.LT, Side.GT)) {
      if (text.startsWith(side.sign(), at)) {
        at += side.sign().length();
        return new Range(field, side, word());
      }
    }
    expect(':');
    skip();
    if (isNext('(')) {
      at++;
      Kql values = or(field);
      expect(')');
      return values;
    }
    return value(field);
  }

  private Kql value(String field) {
    boolean isQuoted = isNext('"');
    return new Is(field, word(), isQuoted);
  }

  private String word() {
    skip();
    if (isNext('"')) {
      return quoted();
    }
    StringBuilder word = new StringBuilder();
    while (at < text.length() && ENDS_WORD.indexOf(text.charAt(at)) < 0) {
      boolean isEscaped = text.charAt(at) == '\\' && at + 1 < text.length();
      at += isEscaped ? 1 : 0;
      word.append(text.charAt(at++));
    }
    String lower = word.toString().toLowerCase(Locale.ROOT);
    if (word.isEmpty() || List.of("and", "or", "not").contains(lower)) {
      throw fault("a name or a value is missing");
    }
    return word.toString();
  }

  private String quoted() {
    at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      boolean isEscaped = text.charAt(at) == '\\' && at + 1 < text.length();
      at += isEscaped ? 1 : 0;
      value.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw fault("a quote is not closed");
    }
    at++;
    return value.toString();
  }

  private boolean takes(String keyword) {
    skip();
    int end = at + keyword.length();
    boolean isThere =
        text.regionMatches(true, at, keyword, 0, keyword.length())
            && end < text.length()
            && (Character.isWhitespace(text.charAt(end)) || text.charAt(end) == '(');
    if (isThere) {
      at = end;
    }
    return isThere;
  }

  private boolean isNext(char wanted) {
    skip();
    return at < text.length() && text.charAt(at) == wanted;
  }

  private void expect(char wanted) {
    if (!isNext(wanted)) {
      throw fault("'" + wanted + "' is missing");
    }
    at++;
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(
        "query: " + what + " at character " + (at + 1) + " of: " + text);
  }
}
