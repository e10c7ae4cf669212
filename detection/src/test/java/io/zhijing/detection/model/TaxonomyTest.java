package io.zhijing.detection.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.detection.model.Taxonomy.Match;
import io.zhijing.detection.model.Taxonomy.Resolution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaxonomyTest {

  private static Tree.Node node(String code, String en, String zh, String parent) {
    return new Tree.Node(code, en, zh, parent);
  }

  private final Taxonomy regions =
      Taxonomy.closed(
          Tree.of(
              List.of(
                  node("150000", "Inner Mongolia", "内蒙古自治区", ""),
                  node("150600", "Ordos", "鄂尔多斯市", "150000"),
                  node("150602", "Dongsheng", "东胜区", "150600"),
                  node("TR", "Türkiye", "土耳其", "150000"))),
          Map.of("伊盟", "150600", "Turkey", "TR"));

  private final Taxonomy sectors =
      Taxonomy.closed(
          Tree.of(
              List.of(
                  node("all", "All", "全部", ""),
                  node("C", "Manufacturing", "制造业", "all"),
                  node("C13", "Food", "农副食品加工业", "C"),
                  node("C131", "Grain", "谷物磨制", "C13"),
                  node("H62", "Twin", "孪生", "all"),
                  node("H63", "Twin", "孪生", "all"),
                  node("C144", "Dairy", "乳制品制造", "C"),
                  node("C1440", "Dairy", "乳制品制造", "C144"))),
          Map.of());

  private final Taxonomy hazards =
      Taxonomy.open(
          Tree.of(
              List.of(
                  node("hazards", "Hazards", "危害", ""),
                  node("pesticides", "Pesticide residues", "农药残留", "hazards"),
                  node("ethylene-oxide", "Ethylene oxide", "环氧乙烷", "pesticides"),
                  node("allergens", "Allergens", "过敏原", "hazards"))),
          Map.of(),
          SpellingRules.of(
              List.of(
                  new SpellingRules.Rule(
                      SpellingRules.Kind.SUFFIX, "pesticide residues", "", "pesticides"),
                  new SpellingRules.Rule(
                      SpellingRules.Kind.REWRITE, "^unauthorised substance ", "", ""),
                  new SpellingRules.Rule(
                      SpellingRules.Kind.REWRITE, " undeclared$", "", "allergens"),
                  new SpellingRules.Rule(
                      SpellingRules.Kind.UNDER, "^wild (.+)$", "wild $1", "allergens"),
                  new SpellingRules.Rule(SpellingRules.Kind.GROUP, "thrin$", "", "pesticides"))));

  @Test
  void codesAliasesAndNamesResolve() {
    assertThat(regions.resolve("150602")).isEqualTo(new Resolution("150602", Match.EXACT));
    assertThat(regions.resolve("伊盟")).isEqualTo(new Resolution("150600", Match.ALIAS));
    assertThat(regions.resolve("东胜区").code()).isEqualTo("150602");
  }

  @Test
  void widthCaseAccentsAndSpacesDoNotCount() {
    for (String spelling : List.of("TÜRKİYE", "Turkiye", " türkiye ", "turkey", "ＴＵＲＫＥＹ")) {
      assertThat(regions.resolve(spelling).code()).as(spelling).isEqualTo("TR");
    }
    assertThat(regions.resolve("１５０６０２").code()).isEqualTo("150602");
  }

  @Test
  void longerCodeGoesToTheNearestKnownOne() {
    assertThat(regions.resolve("150699")).isEqualTo(new Resolution("150600", Match.NEAREST));
    assertThat(regions.resolve("159900")).isEqualTo(new Resolution("150000", Match.NEAREST));
    assertThat(regions.resolve("150602003").code()).isEqualTo("150602");
    assertThat(sectors.resolve("C1319")).isEqualTo(new Resolution("C131", Match.NEAREST));
    assertThat(regions.resolve("990000").code()).isEqualTo(Taxonomy.UNKNOWN);
  }

  @Test
  void whatNothingMatchesIsUnknownBelowTheRoot() {
    for (String spelling : List.of("Atlantis", "", "  ", "unknown")) {
      assertThat(regions.resolve(spelling))
          .isEqualTo(new Resolution(Taxonomy.UNKNOWN, Match.UNKNOWN));
    }
    assertThat(regions.lineage(Taxonomy.UNKNOWN)).containsExactly(Taxonomy.UNKNOWN);
    assertThat(regions.tree().contains(Taxonomy.UNKNOWN)).isTrue();
  }

  @Test
  void nameOfParentAndChildMeansTheParentAndOfStrangersNeither() {
    assertThat(sectors.resolve("乳制品制造").code()).isEqualTo("C144");
    assertThat(sectors.resolve("孪生").code()).isEqualTo(Taxonomy.UNKNOWN);
  }

  @Test
  void oneSubstanceUnderSeveralSpellingsIsOneNode() {
    for (String spelling :
        List.of(
            "Ethylene oxide",
            "Ethylene oxide - pesticide residues",
            "unauthorised substance ethylene oxide")) {
      assertThat(hazards.resolve(spelling))
          .as(spelling)
          .isEqualTo(new Resolution("ethylene-oxide", Match.ALIAS));
    }
    assertThat(hazards.resolve("Pesticide residues - pesticide residues").code())
        .isEqualTo("pesticides");
  }

  @Test
  void unlistedSpellingBecomesALeafOfItsGroup() {
    assertThat(hazards.resolve("Newthrin").code()).isEqualTo("pesticides/newthrin");
    assertThat(hazards.resolve("Blue egg undeclared").code()).isEqualTo("allergens/blue-egg");
    assertThat(hazards.resolve("wild oats - pesticide residues").code())
        .isEqualTo("allergens/wild-oats");
    assertThat(hazards.resolve("新型 毒素")).isEqualTo(new Resolution("unknown/新型-毒素", Match.NEAREST));
    assertThat(hazards.resolve("???").code()).isEqualTo(Taxonomy.UNKNOWN);
  }

  @Test
  void leafOutsideTheTreeHasLineageParentAndName() {
    String leaf = "pesticides/blue-newthrin";
    assertThat(hazards.lineage(leaf)).containsExactly(leaf, "pesticides");
    assertThat(hazards.parent(leaf)).contains("pesticides");
    assertThat(hazards.parent("pesticides")).isEmpty();
    assertThat(hazards.nameEn(leaf)).isEqualTo("Blue newthrin");
    assertThat(hazards.contains(leaf)).isTrue();
    assertThat(hazards.contains("nowhere/newthrin")).isFalse();
    assertThat(hazards.resolve(leaf)).isEqualTo(new Resolution(leaf, Match.EXACT));
  }

  @Test
  void closedTaxonomyMakesNoLeaf() {
    assertThat(regions.contains("150000/new")).isFalse();
    assertThat(regions.lineage("150000/new")).isEmpty();
  }

  @Test
  void longNamesStayShortAndApart() {
    String stem = "a very long name of something found in food that nobody ever listed ";
    String one = hazards.resolve(stem + "one").code();
    String two = hazards.resolve(stem + "two").code();
    assertThat(one).isNotEqualTo(two);
    assertThat(one.substring(one.indexOf('/') + 1)).hasSizeLessThanOrEqualTo(60);
    assertThat(hazards.contains(one)).isTrue();
  }

  @Test
  void aliasToAMissingNodeIsAProgrammingError() {
    assertThatThrownBy(() -> Taxonomy.closed(regions.tree(), Map.of("x", "nowhere")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nowhere");
  }
}
