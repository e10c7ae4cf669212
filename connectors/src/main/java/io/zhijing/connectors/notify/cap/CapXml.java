package io.zhijing.connectors.notify.cap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of the CAP namespace; what is empty is left out. */
final class CapXml {

  static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final XMLStreamWriter xml;

  CapXml() throws XMLStreamException {
    xml = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    xml.writeStartElement("alert");
    xml.writeDefaultNamespace(NAMESPACE);
  }

  CapXml open(String name) throws XMLStreamException {
    xml.writeStartElement(name);
    return this;
  }

  CapXml close() throws XMLStreamException {
    xml.writeEndElement();
    return this;
  }

  CapXml text(String name, String text) throws XMLStreamException {
    String clean = CapText.clean(text).strip();
    if (!clean.isEmpty()) {
      xml.writeStartElement(name);
      xml.writeCharacters(clean);
      xml.writeEndElement();
    }
    return this;
  }

  /** A pair of {@code valueName} and {@code value}. */
  CapXml pair(String name, String valueName, String value) throws XMLStreamException {
    if (!CapText.clean(value).isBlank()) {
      open(name).text("valueName", valueName).text("value", value).close();
    }
    return this;
  }

  byte[] bytes() throws XMLStreamException {
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
    return bytes.toByteArray();
  }
}
