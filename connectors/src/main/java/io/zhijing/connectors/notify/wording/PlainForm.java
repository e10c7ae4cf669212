package io.zhijing.connectors.notify.wording;

import io.zhijing.connectors.notify.wording.Message.Line;
import io.zhijing.connectors.notify.wording.Message.Section;

/** A message as plain text; lines end with a line feed. */
public final class PlainForm {

  private PlainForm() {}

  /** The text. */
  public static String render(Message message) {
    StringBuilder text = new StringBuilder(message.title()).append('\n');
    if (!message.note().isEmpty()) {
      text.append(message.note()).append('\n');
    }
    for (Section section : message.sections()) {
      text.append('\n');
      if (!message.isSingle()) {
        text.append(section.headline()).append('\n');
      }
      for (Line line : section.lines()) {
        text.append(line.label()).append(": ").append(line.value()).append('\n');
      }
      section
          .link()
          .ifPresent(link -> text.append(section.linkLabel()).append(": ").append(link + "\n"));
    }
    if (!message.footer().isEmpty()) {
      text.append('\n').append(message.footer()).append('\n');
    }
    return text.toString();
  }
}
