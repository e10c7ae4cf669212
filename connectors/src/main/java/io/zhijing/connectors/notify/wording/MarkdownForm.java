package io.zhijing.connectors.notify.wording;

import io.zhijing.connectors.notify.wording.Message.Line;
import io.zhijing.connectors.notify.wording.Message.Section;
import io.zhijing.detection.model.RiskLevel;
import java.net.URI;

/**
 * A message in the Markdown subset of a robot. Neither robot documents an escape, so characters
 * that could mark something up are replaced by their full-width look-alikes: readable in every
 * version, and no data can make a link, an image, a mention or a colour.
 */
public enum MarkdownForm {
  /** DingTalk: headings, quotes, bold, links, lists; a line ends with an empty line. */
  DINGTALK {
    @Override
    String level(String text, RiskLevel level) {
      return "**" + text + "**";
    }

    @Override
    String endOfLine() {
      return "\n\n";
    }
  },
  /** WeCom: headings, bold, links, quotes and three named colours. */
  WECOM {
    @Override
    String level(String text, RiskLevel level) {
      String colour =
          switch (level) {
            case RED, ORANGE -> "warning";
            case YELLOW, BLUE -> "info";
            case NONE -> "comment";
          };
      return "<font color=\"" + colour + "\">" + text + "</font>";
    }

    @Override
    String endOfLine() {
      return "\n";
    }
  };

  private static final String SPECIAL = "\\`*_[]<>#~|&{}!@";
  private static final String LOOK_ALIKE = "＼｀＊＿［］＜＞＃～｜＆｛｝！＠";

  abstract String level(String text, RiskLevel level);

  abstract String endOfLine();

  /** The Markdown. */
  public String render(Message message) {
    StringBuilder text = new StringBuilder("#### ").append(escape(message.title()));
    text.append(endOfLine());
    if (!message.note().isEmpty()) {
      text.append("**").append(escape(message.note())).append("**").append(endOfLine());
    }
    for (Section section : message.sections()) {
      if (!message.isSingle()) {
        text.append(level(escape(section.headline()), section.level())).append(endOfLine());
      }
      for (Line line : section.lines()) {
        text.append("> ").append(escape(line.label())).append(": ").append(escape(line.value()));
        text.append(endOfLine());
      }
      section
          .link()
          .ifPresent(
              link ->
                  text.append('[')
                      .append(escape(section.linkLabel()))
                      .append("](")
                      .append(escape(link))
                      .append(')')
                      .append(endOfLine()));
    }
    if (!message.footer().isEmpty()) {
      text.append(escape(message.footer())).append(endOfLine());
    }
    return text.toString().stripTrailing();
  }

  /** Text without any markup. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int at = SPECIAL.indexOf(text.charAt(i));
      escaped.append(at < 0 ? text.charAt(i) : LOOK_ALIKE.charAt(at));
    }
    return escaped.toString();
  }

  private static String escape(URI link) {
    return link.toASCIIString().replace("(", "%28").replace(")", "%29").replace("'", "%27");
  }
}
