package io.zhijing.dashboards.kibana.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One saved object.
 *
 * @param type Kibana's name of its kind
 * @param id fixed, unique with the type
 * @param attributes what it says
 * @param references what it needs
 */
public record SavedObject(
    String type, String id, ObjectNode attributes, List<Reference> references) {

  /** Copies the list. */
  public SavedObject {
    references = List.copyOf(references);
  }

  /**
   * Another object that one needs.
   *
   * @param name by which the attributes speak of it
   * @param type its type
   * @param id its id
   */
  public record Reference(String name, String type, String id) {}

  /** The reference of a name. */
  public Optional<Reference> reference(String name) {
    return references.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Type and id, as messages name it. */
  public String name() {
    return type + " " + id;
  }
}
