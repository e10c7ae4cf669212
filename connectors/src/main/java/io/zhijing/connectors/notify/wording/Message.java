package io.zhijing.connectors.notify.wording;

import io.zhijing.detection.model.RiskLevel;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A message in words but without form: every form renders the same one. All texts are plain and may
 * hold anything that data hold; forms escape them. No text holds a line break.
 *
 * @param title of the whole; names simulated data as such
 * @param note that the data are simulated; empty if they are not
 * @param sections one per notice
 * @param footer how many were left out; empty if none
 */
public record Message(String title, String note, List<Section> sections, String footer) {

  /**
   * One notice.
   *
   * @param headline what happened
   * @param level current level
   * @param lines label and value, in the order in which they are read
   * @param linkLabel the word for the link
   * @param link where to read more
   */
  public record Section(
      String headline, RiskLevel level, List<Line> lines, String linkLabel, Optional<URI> link) {

    /** Copies the list. */
    public Section {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One fact.
   *
   * @param label what it is
   * @param value the fact
   */
  public record Line(String label, String value) {}

  /** Copies the list. */
  public Message {
    sections = List.copyOf(sections);
  }

  /** Whether the title says all that the only headline would. */
  boolean isSingle() {
    return sections.size() == 1 && footer.isEmpty();
  }
}
