package io.zhijing.connectors.notify.wording;

import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.wording.Message.Line;
import io.zhijing.connectors.notify.wording.Message.Section;
import io.zhijing.detection.model.RiskLevel;

/**
 * A message as an HTML page for mail programs: inline style, no image, no script, no remote part.
 */
public final class HtmlForm {

  private HtmlForm() {}

  /** The page. */
  public static String render(Message message, Language language) {
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"");
    html.append(language.locale().toLanguageTag());
    html.append("\"><head><meta charset=\"UTF-8\"><title>").append(escape(message.title()));
    html.append("</title></head>\n<body style=\"font-family:sans-serif\">\n");
    html.append("<h2>").append(escape(message.title())).append("</h2>\n");
    if (!message.note().isEmpty()) {
      html.append("<p><strong>").append(escape(message.note())).append("</strong></p>\n");
    }
    message.sections().forEach(section -> append(html, section, !message.isSingle()));
    if (!message.footer().isEmpty()) {
      html.append("<p>").append(escape(message.footer())).append("</p>\n");
    }
    return html.append("</body></html>\n").toString();
  }

  private static void append(StringBuilder html, Section section, boolean isHeaded) {
    html.append("<div style=\"border-left:6px solid ").append(colour(section.level()));
    html.append(";padding-left:12px;margin-bottom:16px\">\n");
    if (isHeaded) {
      html.append("<h3>").append(escape(section.headline())).append("</h3>\n");
    }
    html.append("<table>\n");
    for (Line line : section.lines()) {
      html.append("<tr><th align=\"left\" valign=\"top\">").append(escape(line.label()));
      html.append("</th><td>").append(escape(line.value())).append("</td></tr>\n");
    }
    html.append("</table>\n");
    section
        .link()
        .ifPresent(
            link -> {
              html.append("<p><a href=\"").append(escape(link.toASCIIString())).append("\">");
              html.append(escape(section.linkLabel())).append("</a></p>\n");
            });
    html.append("</div>\n");
  }

  private static String colour(RiskLevel level) {
    return switch (level) {
      case RED -> "#c62828";
      case ORANGE -> "#ef6c00";
      case YELLOW -> "#f9a825";
      case BLUE -> "#1565c0";
      case NONE -> "#757575";
    };
  }

  /** For element content and attribute values in either quotes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
