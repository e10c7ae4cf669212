package io.zhijing.connectors.file;

import io.zhijing.connectors.file.PackFaults.Kind;
import io.zhijing.detection.model.SpellingRules;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one taxonomy of a pack: nodes, aliases, rules. Checks line by line, to name the line. */
final class TaxonomyReader {

  /**
   * Where a taxonomy's data are.
   *
   * @param nodes file of the nodes
   * @param aliases files of aliases
   * @param rules file of spelling rules, empty for none
   * @param open whether unlisted spellings become leaves
   */
  record Source(String nodes, List<String> aliases, String rules, boolean open) {}

  /**
   * What was read.
   *
   * @param codes of all nodes, also when the taxonomy has faults, so that references are checked
   * @param taxonomy empty when it has faults
   */
  record Result(Set<String> codes, Optional<Taxonomy> taxonomy) {}

  private final PackFiles files;
  private final FaultLog log;

  TaxonomyReader(PackFiles files, FaultLog log) {
    this.files = files;
    this.log = log;
  }

  Result read(Source source) {
    int before = log.faults().size();
    List<PackTable.Row> rows =
        PackTable.read(files, source.nodes(), List.of("code", "name_en", "name_zh", "parent"), log);
    Map<String, Tree.Node> nodes = nodes(source.nodes(), rows);
    checkParents(source.nodes(), rows, nodes);
    Set<String> codes = new HashSet<>(nodes.keySet());
    codes.add(Taxonomy.UNKNOWN);
    Map<String, String> aliases = new LinkedHashMap<>();
    for (String file : source.aliases()) {
      readAliases(file, codes, aliases);
    }
    List<SpellingRules.Rule> rules =
        source.rules().isEmpty() ? List.of() : readRules(source.rules(), codes);
    if (nodes.isEmpty() || log.faults().size() > before) {
      return new Result(codes, Optional.empty());
    }
    Tree tree = Tree.of(nodes.values());
    SpellingRules spelling = SpellingRules.of(rules);
    return new Result(
        codes,
        Optional.of(
            source.open()
                ? Taxonomy.open(tree, aliases, spelling)
                : Taxonomy.closed(tree, aliases, spelling)));
  }

  private Map<String, Tree.Node> nodes(String file, List<PackTable.Row> rows) {
    Map<String, Tree.Node> nodes = new LinkedHashMap<>();
    List<String> roots = new ArrayList<>();
    for (PackTable.Row row : rows) {
      String code = row.get("code");
      if (code.isEmpty() || row.get("name_en").isEmpty() || row.get("name_zh").isEmpty()) {
        log.add(file, row.line(), Kind.BAD_ROW, "code, name_en and name_zh must not be blank");
      }
      Tree.Node node =
          new Tree.Node(code, row.get("name_en"), row.get("name_zh"), row.get("parent"));
      if (nodes.putIfAbsent(code, node) != null) {
        log.add(file, row.line(), Kind.DUPLICATE_CODE, "the code '" + code + "' is given twice");
      } else if (node.parent().isEmpty()) {
        roots.add(code);
      }
      if (roots.size() > 1 && node.parent().isEmpty()) {
        log.add(
            file,
            row.line(),
            Kind.NOT_ONE_ROOT,
            "'" + code + "' has no parent, but '" + roots.get(0) + "' is the root already");
      }
    }
    if (!rows.isEmpty() && roots.isEmpty()) {
      log.add(file, 0, Kind.NOT_ONE_ROOT, "no row has a blank parent, so there is no root");
    }
    return nodes;
  }

  private void checkParents(String file, List<PackTable.Row> rows, Map<String, Tree.Node> nodes) {
    for (PackTable.Row row : rows) {
      String parent = row.get("parent");
      if (!parent.isEmpty() && !nodes.containsKey(parent)) {
        log.add(
            file, row.line(), Kind.UNKNOWN_PARENT, "the parent '" + parent + "' does not exist");
      } else if (isOwnAncestor(row.get("code"), nodes)) {
        log.add(file, row.line(), Kind.CYCLE, "'" + row.get("code") + "' is its own ancestor");
      }
    }
  }

  private static boolean isOwnAncestor(String code, Map<String, Tree.Node> nodes) {
    Tree.Node node = nodes.get(code);
    for (int steps = 0; steps <= nodes.size() && node != null; steps++) {
      if (node.parent().equals(code)) {
        return true;
      }
      node = nodes.get(node.parent());
    }
    return false;
  }

  private void readAliases(String file, Set<String> codes, Map<String, String> aliases) {
    for (PackTable.Row row : PackTable.read(files, file, List.of("alias", "code"), log)) {
      String alias = row.get("alias");
      String code = row.get("code");
      if (alias.isEmpty()) {
        log.add(file, row.line(), Kind.BAD_ROW, "the alias is blank");
      }
      if (!codes.contains(code)) {
        log.add(
            file,
            row.line(),
            Kind.ALIAS_WITHOUT_TARGET,
            "'" + alias + "' stands for '" + code + "', which does not exist");
      }
      String other = aliases.putIfAbsent(alias, code);
      if (other != null && !other.equals(code)) {
        log.add(
            file,
            row.line(),
            Kind.ALIAS_WITH_TWO_TARGETS,
            "'" + alias + "' stands for '" + other + "' and for '" + code + "'");
      }
    }
  }

  private List<SpellingRules.Rule> readRules(String file, Set<String> codes) {
    List<SpellingRules.Rule> rules = new ArrayList<>();
    List<String> columns = List.of("kind", "pattern", "replacement", "group");
    for (PackTable.Row row : PackTable.read(files, file, columns, log)) {
      Optional<SpellingRules.Kind> kind =
          Arrays.stream(SpellingRules.Kind.values())
              .filter(k -> k.code().equals(row.get("kind")))
              .findFirst();
      if (kind.isEmpty()) {
        log.add(file, row.line(), Kind.BAD_RULE, "there is no kind '" + row.get("kind") + "'");
        continue;
      }
      SpellingRules.Rule rule =
          new SpellingRules.Rule(
              kind.get(), row.get("pattern"), row.get("replacement"), row.get("group"));
      rule.faults().forEach(fault -> log.add(file, row.line(), Kind.BAD_RULE, fault));
      if (!rule.group().isEmpty() && !codes.contains(rule.group())) {
        String text = "the group '" + rule.group() + "' does not exist";
        log.add(file, row.line(), Kind.BAD_RULE, text);
      }
      rules.add(rule);
    }
    return rules;
  }
}
