package io.zhijing.connectors.notify;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/**
 * A few words in the languages in which they are known, as the taxonomy names a place. Data, never
 * trusted: each channel escapes it.
 *
 * @param words by language
 */
public record Phrase(Map<Language, String> words) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Copies the map. */
  public Phrase {
    words = words.isEmpty() ? Map.of() : new EnumMap<>(words);
  }

  /** The same words in Chinese and English. */
  public static Phrase of(String chinese, String english) {
    return new Phrase(Map.of(Language.ZH, chinese, Language.EN, english));
  }

  /** No words. */
  public static Phrase none() {
    return new Phrase(Map.of());
  }

  /** The words in a language; in whichever is known if not in this one; empty if in none. */
  public String in(Language language) {
    String wanted = words.getOrDefault(language, "");
    if (!wanted.isBlank()) {
      return wanted;
    }
    return words.values().stream().filter(each -> !each.isBlank()).findFirst().orElse("");
  }

  /** Whether no language has a word. */
  public boolean isEmpty() {
    return in(Language.ZH).isEmpty();
  }
}
