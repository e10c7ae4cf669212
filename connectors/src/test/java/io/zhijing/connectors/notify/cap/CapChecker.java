package io.zhijing.connectors.notify.cap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Checks a document against CAP 1.2: what the OASIS schema demands (order, cardinality, closed
 * lists, form of times) and what only the text of the standard demands. The schema is not ours to
 * ship.
 */
final class CapChecker {

  private static final String TIME =
      "\\d\\d\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]\\d\\d:\\d\\d";

  private static final List<String> ALERT =
      List.of(
          "identifier",
          "sender",
          "sent",
          "status",
          "msgType",
          "source",
          "scope",
          "restriction",
          "addresses",
          "code",
          "note",
          "references",
          "incidents",
          "info");
  private static final List<String> INFO =
      List.of(
          "language",
          "category",
          "event",
          "responseType",
          "urgency",
          "severity",
          "certainty",
          "audience",
          "eventCode",
          "effective",
          "onset",
          "expires",
          "senderName",
          "headline",
          "description",
          "instruction",
          "web",
          "contact",
          "parameter",
          "resource",
          "area");
  private static final List<String> AREA =
      List.of("areaDesc", "polygon", "circle", "geocode", "altitude", "ceiling");
  private static final Set<String> MANY =
      Set.of(
          "code",
          "info",
          "category",
          "responseType",
          "eventCode",
          "parameter",
          "resource",
          "area",
          "polygon",
          "circle",
          "geocode");
  private static final Map<String, Set<String>> CLOSED =
      Map.of(
          "status", Set.of("Actual", "Exercise", "System", "Test", "Draft"),
          "msgType", Set.of("Alert", "Update", "Cancel", "Ack", "Error"),
          "scope", Set.of("Public", "Restricted", "Private"),
          "category",
              Set.of(
                  "Geo",
                  "Met",
                  "Safety",
                  "Security",
                  "Rescue",
                  "Fire",
                  "Health",
                  "Env",
                  "Transport",
                  "Infra",
                  "CBRNE",
                  "Other"),
          "responseType",
              Set.of(
                  "Shelter",
                  "Evacuate",
                  "Prepare",
                  "Execute",
                  "Avoid",
                  "Monitor",
                  "Assess",
                  "AllClear",
                  "None"),
          "urgency", Set.of("Immediate", "Expected", "Future", "Past", "Unknown"),
          "severity", Set.of("Extreme", "Severe", "Moderate", "Minor", "Unknown"),
          "certainty", Set.of("Observed", "Likely", "Possible", "Unlikely", "Unknown"));
  private static final Set<String> TIMES = Set.of("sent", "effective", "onset", "expires");
  private static final Set<String> PAIRS = Set.of("eventCode", "parameter", "geocode");

  private final List<String> faults = new ArrayList<>();

  private CapChecker() {}

  /** Everything wrong with a document. */
  static List<String> faults(byte[] xml) {
    CapChecker checker = new CapChecker();
    try {
      checker.document(parse(xml));
    } catch (SAXException e) {
      checker.faults.add("not well-formed: " + e.getMessage());
    }
    return checker.faults;
  }

  static Document parse(byte[] xml) throws SAXException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(xml));
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void document(Document document) {
    Element alert = document.getDocumentElement();
    if (!"alert".equals(alert.getLocalName())
        || !CapXml.NAMESPACE.equals(alert.getNamespaceURI())) {
      faults.add("the root is not alert of CAP 1.2");
    }
    children(alert, ALERT, List.of("identifier", "sender", "sent", "status", "msgType", "scope"));
    for (Element info : all(alert, "info")) {
      children(info, INFO, List.of("category", "event", "urgency", "severity", "certainty"));
      all(info, "area").forEach(area -> children(area, AREA, List.of("areaDesc")));
      times(info);
    }
    names(alert);
    audience(alert);
    references(alert);
  }

  private void children(Element parent, List<String> order, List<String> required) {
    int last = 0;
    List<String> seen = new ArrayList<>();
    for (Element child : all(parent, null)) {
      String name = child.getLocalName();
      int place = order.indexOf(name);
      if (place < 0 || !CapXml.NAMESPACE.equals(child.getNamespaceURI())) {
        faults.add(name + " does not belong into " + parent.getLocalName());
        continue;
      }
      if (place < last) {
        faults.add(name + " comes too late in " + parent.getLocalName());
      }
      last = Math.max(last, place);
      if (seen.contains(name) && !MANY.contains(name)) {
        faults.add(name + " stands twice");
      }
      seen.add(name);
      content(child, name);
    }
    required.stream()
        .filter(name -> !seen.contains(name))
        .forEach(name -> faults.add(name + " is missing in " + parent.getLocalName()));
  }

  private void content(Element element, String name) {
    String text = element.getTextContent();
    if (text.isBlank()) {
      faults.add(name + " is empty");
    }
    if (CLOSED.containsKey(name) && !CLOSED.get(name).contains(text)) {
      faults.add(name + " cannot be " + text);
    }
    if (TIMES.contains(name) && !isTime(text)) {
      faults.add(name + " is no time: " + text);
    }
    if (PAIRS.contains(name)) {
      List<String> parts = all(element, null).stream().map(Node::getLocalName).toList();
      if (!parts.equals(List.of("valueName", "value"))) {
        faults.add(name + " is not valueName and value");
      }
    }
  }

  private static boolean isTime(String text) {
    try {
      return text.matches(TIME) && OffsetDateTime.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void times(Element info) {
    String effective = text(info, "effective");
    String expires = text(info, "expires");
    if (isTime(effective)
        && isTime(expires)
        && !OffsetDateTime.parse(expires).isAfter(OffsetDateTime.parse(effective))) {
      faults.add("expires before it is effective");
    }
  }

  private void names(Element alert) {
    for (String name : List.of("identifier", "sender")) {
      if (text(alert, name).matches(".*[\\s,<&].*")) {
        faults.add(name + " holds a space, comma, < or &");
      }
    }
  }

  private void audience(Element alert) {
    String scope = text(alert, "scope");
    if (scope.equals("Restricted") == text(alert, "restriction").isEmpty()) {
      faults.add("restriction goes with scope Restricted");
    }
    if (scope.equals("Private") && text(alert, "addresses").isEmpty()) {
      faults.add("scope Private needs addresses");
    }
  }

  private void references(Element alert) {
    String type = text(alert, "msgType");
    String references = text(alert, "references");
    if (Set.of("Update", "Cancel").contains(type) == references.isEmpty()) {
      faults.add("references go with Update and Cancel");
    }
    if (!references.isEmpty()) {
      for (String each : references.split(" ", -1)) {
        String[] parts = each.split(",", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty() || !isTime(parts[2])) {
          faults.add("no reference: " + each);
        }
      }
    }
  }

  static String text(Element parent, String name) {
    List<Element> found = all(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }

  /** Child elements; of any name if none is given. */
  static List<Element> all(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && (name == null || name.equals(element.getLocalName()))) {
        found.add(element);
      }
    }
    return found;
  }
}
