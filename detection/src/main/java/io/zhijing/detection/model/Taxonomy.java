package io.zhijing.detection.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tree of codes and every spelling that stands for one of them. Owns the step from what a source
 * writes to what is counted; never refuses a spelling, because a report with an odd name is still a
 * report: what nothing matches is {@link #UNKNOWN}, a node below every root.
 *
 * <p>A flat one has no table at all: every code is a node of its own below the root, called by its
 * code. A closed taxonomy ends with its tables. An open one gives a spelling that is not in its
 * tables a leaf of its own, {@code group/slug}, a pure function of the spelling: the same in every
 * process and in every replay, with no table to keep. Safe for many threads; answers never change.
 */
public final class Taxonomy {

  /** Code of the node for what cannot be placed. */
  public static final String UNKNOWN = "unknown";

  private static final char GROUP_END = '/';
  private static final int ZONE_DIGITS = 6;
  private static final int MOST_REMEMBERED = 20_000;

  /** How a spelling was matched. */
  public enum Match {
    /** It is a code. */
    EXACT,
    /** It is an alias or a name, perhaps after the spelling rules. */
    ALIAS,
    /** The nearest known code, or a new leaf under the nearest known group. */
    NEAREST,
    /** Nothing fits. */
    UNKNOWN
  }

  /**
   * The outcome for one spelling.
   *
   * @param code the code to count under
   * @param match how it was found
   */
  public record Resolution(String code, Match match) {}

  private static final Resolution NOTHING = new Resolution(UNKNOWN, Match.UNKNOWN);

  private final Tree tree;
  private final Map<String, String> exactAliases;
  private final Map<String, String> spellings;
  private final SpellingRules rules;
  private final Kind kind;

  /** What the rules made of a spelling: a pure function, remembered because rules are slow. */
  private final Map<String, Resolution> byRules = new ConcurrentHashMap<>();

  private enum Kind {
    CLOSED,
    OPEN,
    FLAT
  }

  private Taxonomy(Tree tree, Map<String, String> aliases, SpellingRules rules, Kind kind) {
    this.tree = withUnknown(tree);
    this.exactAliases = Map.copyOf(aliases);
    this.rules = rules;
    this.kind = kind;
    Map<String, String> found = names(this.tree);
    aliases.forEach((alias, code) -> found.put(Spelling.normalise(alias), code));
    this.spellings = found;
    for (String code : aliases.values()) {
      if (!this.tree.contains(code)) {
        throw new IllegalArgumentException("an alias names '" + code + "', which does not exist");
      }
    }
  }

  /** A taxonomy in which every spelling is one of the tree's nodes, or unknown. */
  public static Taxonomy closed(Tree tree, Map<String, String> aliases) {
    return new Taxonomy(tree, aliases, SpellingRules.NONE, Kind.CLOSED);
  }

  /** A closed taxonomy whose spellings are first brought to a name by rules. */
  public static Taxonomy closed(Tree tree, Map<String, String> aliases, SpellingRules rules) {
    return new Taxonomy(tree, aliases, rules, Kind.CLOSED);
  }

  /** A taxonomy in which a spelling nobody listed becomes a leaf under the group the rules give. */
  public static Taxonomy open(Tree tree, Map<String, String> aliases, SpellingRules rules) {
    return new Taxonomy(tree, aliases, rules, Kind.OPEN);
  }

  /** A taxonomy of codes that nobody lists, such as those of firms: each is below the root. */
  public static Taxonomy flat(Tree.Node root) {
    return new Taxonomy(Tree.of(List.of(root)), Map.of(), SpellingRules.NONE, Kind.FLAT);
  }

  private static Tree withUnknown(Tree tree) {
    if (tree.contains(UNKNOWN)) {
      return tree;
    }
    List<Tree.Node> nodes = new ArrayList<>(tree.nodes());
    nodes.add(new Tree.Node(UNKNOWN, "Unknown", "未知", tree.root().code()));
    return Tree.of(nodes);
  }

  /** Names by normal form. Of a node and its descendant the upper one; of two strangers neither. */
  private static Map<String, String> names(Tree tree) {
    Map<String, String> names = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (Tree.Node node : tree.nodes()) {
      for (String name : List.of(node.nameEn(), node.nameZh(), node.code())) {
        String key = Spelling.normalise(name);
        String other = names.putIfAbsent(key, node.code());
        if (other == null
            || other.equals(node.code())
            || tree.lineage(node.code()).contains(other)) {
          continue;
        }
        if (tree.lineage(other).contains(node.code())) {
          names.put(key, node.code());
        } else {
          ambiguous.add(key);
        }
      }
    }
    names.keySet().removeAll(ambiguous);
    for (Tree.Node node : tree.nodes()) {
      names.putIfAbsent(Spelling.normalise(node.code()), node.code());
    }
    names.remove("");
    return names;
  }

  /** The code that a spelling stands for. Blank is unknown: the caller knows what a blank means. */
  public Resolution resolve(String spelling) {
    if (spelling == null || spelling.isBlank()) {
      return NOTHING;
    }
    if (isUnlisted(spelling)) {
      return new Resolution(spelling, Match.EXACT);
    }
    if (tree.contains(spelling)) {
      return new Resolution(spelling, spelling.equals(UNKNOWN) ? Match.UNKNOWN : Match.EXACT);
    }
    String code = exactAliases.get(spelling);
    if (code != null) {
      return known(code);
    }
    if (isDynamic(spelling)) {
      return new Resolution(spelling, Match.EXACT);
    }
    String normalised = Spelling.normalise(spelling);
    code = spellings.get(normalised);
    if (code != null) {
      return known(code);
    }
    Resolution read = byRules.get(spelling);
    if (read == null) {
      read = byRules(spelling, normalised);
      if (byRules.size() < MOST_REMEMBERED) {
        byRules.put(spelling, read);
      }
    }
    return read;
  }

  private Resolution byRules(String spelling, String normalised) {
    SpellingRules.Reading reading = rules.read(normalised);
    String code = spellings.get(reading.name());
    if (code != null) {
      return known(code);
    }
    String prefix = longestKnownPrefix(spelling.strip());
    if (!prefix.isEmpty()) {
      return new Resolution(prefix, Match.NEAREST);
    }
    String slug = Spelling.slug(reading.name());
    String group = reading.group().isEmpty() ? UNKNOWN : reading.group();
    if (kind != Kind.OPEN || slug.isEmpty()) {
      return group.equals(UNKNOWN) ? NOTHING : new Resolution(group, Match.NEAREST);
    }
    return new Resolution(group + GROUP_END + slug, Match.NEAREST);
  }

  private static Resolution known(String code) {
    return code.equals(UNKNOWN) ? NOTHING : new Resolution(code, Match.ALIAS);
  }

  /**
   * The nearest node above a code that the tree lacks, for codes that grow by digits: GB/T 4754
   * (C1319 is in C131) and GB/T 2260, whose upper levels are filled up with zeros (150699 is in
   * 150600).
   */
  private String longestKnownPrefix(String code) {
    if (!code.matches("[A-Z]?[0-9]{2,}")) {
      return "";
    }
    for (int length = code.length() - 1; length > 0; length--) {
      String prefix = code.substring(0, length);
      String filled = prefix + "0".repeat(Math.max(0, ZONE_DIGITS - length));
      if (tree.contains(prefix)) {
        return prefix;
      }
      if (tree.contains(filled)) {
        return filled;
      }
    }
    return "";
  }

  /** The codes from this one up to, but without, the root: the most specific first. */
  public List<String> lineage(String code) {
    if (isUnlisted(code)) {
      return List.of(code);
    }
    if (!isDynamic(code)) {
      return tree.lineage(code);
    }
    List<String> lineage = new ArrayList<>();
    lineage.add(code);
    lineage.addAll(tree.lineage(groupOf(code)));
    return lineage;
  }

  /** The code above; empty when that is the root, and for the root itself. */
  public Optional<String> parent(String code) {
    List<String> lineage = lineage(code);
    return lineage.size() < 2 ? Optional.empty() : Optional.of(lineage.get(1));
  }

  /** Whether the code is a node, or a well-formed leaf of an open or flat taxonomy. */
  public boolean contains(String code) {
    return tree.contains(code) || isDynamic(code) || isUnlisted(code);
  }

  /**
   * English name; the readable slug of a leaf not in the tree, the code itself if it is neither.
   */
  public String nameEn(String code) {
    return tree.find(code).map(Tree.Node::nameEn).orElseGet(() -> readable(code));
  }

  /**
   * Chinese name; the readable slug of a leaf not in the tree, the code itself if it is neither.
   */
  public String nameZh(String code) {
    return tree.find(code).map(Tree.Node::nameZh).orElseGet(() -> readable(code));
  }

  /** The listed nodes, with {@link #UNKNOWN} among them. */
  public Tree tree() {
    return tree;
  }

  private String readable(String code) {
    return isDynamic(code)
        ? Spelling.unslug(code.substring(code.lastIndexOf(GROUP_END) + 1))
        : code;
  }

  private boolean isUnlisted(String code) {
    return kind == Kind.FLAT && !code.isEmpty() && !tree.contains(code);
  }

  private boolean isDynamic(String code) {
    return kind == Kind.OPEN
        && code.indexOf(GROUP_END) > 0
        && code.indexOf(GROUP_END) < code.length() - 1
        && tree.contains(groupOf(code))
        && code.equals(
            groupOf(code)
                + GROUP_END
                + Spelling.slug(code.substring(code.lastIndexOf(GROUP_END) + 1)));
  }

  private static String groupOf(String code) {
    return code.substring(0, code.lastIndexOf(GROUP_END));
  }
}
