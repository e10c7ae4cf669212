package io.zhijing.dashboards.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Well-formed markup, everything in it escaped. */
final class Markup {
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter writer;

  Markup() {
    try {
      this.writer = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      // Names of elements and attributes are the program's own: only a broken writer can fail.
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens an element with attributes, given as names and values in turn. */
  Markup open(String name, String... attributes) {
    try {
      writer.writeStartElement(name);
      for (int i = 0; i < attributes.length; i += 2) {
        writer.writeAttribute(attributes[i], attributes[i + 1]);
      }
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  Markup text(String content) {
    try {
      writer.writeCharacters(content);
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  Markup close() {
    try {
      writer.writeEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  Markup element(String name, String content) {
    return open(name).text(content).close();
  }

  @Override
  public String toString() {
    try {
      writer.flush();
      return "<!DOCTYPE html>\n" + text;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }
}
