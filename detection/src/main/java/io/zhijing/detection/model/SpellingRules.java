package io.zhijing.detection.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * General rules that bring free spellings of a hazard to one name and a group, so that one
 * substance under two labels is counted once, also in names that no table lists yet. They see
 * normalised text (see {@link Spelling}) and are tried in their order.
 */
public final class SpellingRules {

  /** What a rule does. The code is written in the rule files; it never changes. */
  public enum Kind {
    /** Text that ends in " - pattern" loses that ending and gets the group. Not a regex. */
    SUFFIX("suffix"),
    /** Every find of the pattern is replaced; a group, if given, counts when none is known yet. */
    REWRITE("rewrite"),
    /** A text that matches in full is replaced and put under the group, whatever was known. */
    UNDER("under"),
    /** A text in which the pattern is found gets the group when none is known yet. */
    GROUP("group");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The stable code of rule files. */
    public String code() {
      return code;
    }
  }

  /**
   * One rule.
   *
   * @param kind what it does
   * @param pattern a suffix, or a regular expression on normalised text
   * @param replacement what replaces the match, with $1 for groups; empty removes it
   * @param group code of the node that such names belong under; empty for none
   */
  public record Rule(Kind kind, String pattern, String replacement, String group) {

    /** What is wrong with the pattern or the replacement; empty if nothing. */
    public List<String> faults() {
      try {
        Matcher matcher = Pattern.compile(pattern).matcher("");
        if (kind == Kind.REWRITE || kind == Kind.UNDER) {
          return replacementFaults(matcher.groupCount());
        }
        return kind != Kind.REWRITE && group.isEmpty()
            ? List.of("a rule of kind " + kind.code() + " needs a group")
            : List.of();
      } catch (PatternSyntaxException e) {
        return List.of("the pattern is no regular expression: " + e.getDescription());
      }
    }

    private List<String> replacementFaults(int groups) {
      List<String> faults = new ArrayList<>();
      if (kind == Kind.UNDER && group.isEmpty()) {
        faults.add("a rule of kind under needs a group");
      }
      for (int i = 0; i < replacement.length(); i++) {
        if (replacement.charAt(i) == '$') {
          int number = i + 1 < replacement.length() ? replacement.charAt(i + 1) - '0' : -1;
          if (number < 0 || number > Math.min(9, groups)) {
            faults.add("the replacement names a group that the pattern lacks");
          }
        }
      }
      return faults;
    }
  }

  /**
   * What the rules make of a text.
   *
   * @param name the canonical name, normalised; may be empty
   * @param group the code of its group, empty when no rule knows
   */
  record Reading(String name, String group) {}

  /** Rules that change nothing. */
  public static final SpellingRules NONE = new SpellingRules(List.of());

  private static final int MOST_PASSES = 4;

  private record Compiled(Rule rule, Pattern pattern) {}

  private final List<Compiled> rules;

  private SpellingRules(List<Compiled> rules) {
    this.rules = rules;
  }

  /**
   * The given rules.
   *
   * @throws IllegalArgumentException if {@link Rule#faults} finds any
   */
  public static SpellingRules of(List<Rule> rules) {
    List<Compiled> compiled = new ArrayList<>();
    for (Rule rule : rules) {
      if (!rule.faults().isEmpty()) {
        throw new IllegalArgumentException(rule.pattern() + ": " + rule.faults());
      }
      compiled.add(new Compiled(rule, Pattern.compile(rule.pattern())));
    }
    return new SpellingRules(List.copyOf(compiled));
  }

  /** Reads a normalised text: endings and rewrites until nothing changes, then the groups. */
  Reading read(String normalised) {
    Reading reading = new Reading(normalised, "");
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      Reading before = reading;
      for (Compiled rule : rules) {
        reading = apply(rule, reading);
      }
      if (reading.equals(before)) {
        break;
      }
    }
    for (Compiled rule : rules) {
      if (rule.rule().kind() == Kind.GROUP
          && reading.group().isEmpty()
          && rule.pattern().matcher(reading.name()).find()) {
        reading = new Reading(reading.name(), rule.rule().group());
      }
    }
    return reading;
  }

  private static Reading apply(Compiled compiled, Reading reading) {
    Rule rule = compiled.rule();
    String known = reading.group();
    String ifUnknown = known.isEmpty() ? rule.group() : known;
    Matcher matcher = compiled.pattern().matcher(reading.name());
    return switch (rule.kind()) {
      case SUFFIX -> withoutEnding(reading, " - " + rule.pattern(), ifUnknown);
      case REWRITE ->
          matcher.find()
              ? new Reading(matcher.replaceAll(rule.replacement()).strip(), ifUnknown)
              : reading;
      case UNDER ->
          matcher.matches()
              ? new Reading(matcher.replaceAll(rule.replacement()).strip(), rule.group())
              : reading;
      case GROUP -> reading;
    };
  }

  private static Reading withoutEnding(Reading reading, String ending, String group) {
    String name = reading.name();
    return name.endsWith(ending)
        ? new Reading(name.substring(0, name.length() - ending.length()).strip(), group)
        : reading;
  }
}
