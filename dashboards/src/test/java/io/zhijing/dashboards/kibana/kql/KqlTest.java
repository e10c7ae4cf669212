package io.zhijing.dashboards.kibana.kql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KqlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          status : "open"        | {"match_phrase":{"status":"open"}}
          status:open            | {"match":{"status":"open"}}
          trials >= 1            | {"range":{"trials":{"gte":"1"}}}
          due_at < now           | {"range":{"due_at":{"lt":"now"}}}
          flags : *              | {"exists":{"field":"flags"}}
          topic : zhijing.*      | {"wildcard":{"topic":{"value":"zhijing.*"}}}
          not a : 1              | {"bool":{"must_not":[{"match":{"a":"1"}}]}}
          a:1 and b:2            | {"bool":{"filter":[{"match":{"a":"1"}},{"match":{"b":"2"}}]}}
          a:1 AND (b:2)          | {"bool":{"filter":[{"match":{"a":"1"}},{"match":{"b":"2"}}]}}
          note : "a \\" or b"    | {"match_phrase":{"note":"a \\" or b"}}
          """)
  void becomesAQuery(String kql, String query) {
    assertThat(KqlQuery.of(Kql.parse(kql))).hasToString(query);
  }

  @Test
  void aListOfValuesIsOneOfThem() {
    assertThat(KqlQuery.of(Kql.parse("level : (\"red\" or orange)")))
        .hasToString(
            "{\"bool\":{\"should\":[{\"match_phrase\":{\"level\":\"red\"}},{\"match\":{\"level\":\"orange\"}}],"
                + "\"minimum_should_match\":1}}");
  }

  @Test
  void andBindsBeforeOr() {
    Kql query = Kql.parse("a:1 or b:2 and c:3");
    assertThat(query).isInstanceOf(Kql.Or.class);
    assertThat(((Kql.Or) query).parts().get(1)).isInstanceOf(Kql.And.class);
  }

  @Test
  void nothingIsEverything() {
    assertThat(KqlQuery.of(Kql.parse("  "))).hasToString("{\"match_all\":{}}");
  }

  @Test
  void saysItsFieldsAndConstants() {
    Kql query = Kql.parse("not a : (\"x\" or y) and (b > 3 or c : z*) and nothing : *");
    assertThat(query.fields()).containsExactly("a", "b", "c", "nothing");
    assertThat(query.constants()).containsOnlyKeys("a").containsEntry("a", Set.of("x", "y"));
  }

  @Test
  void keywordsWithinWordsAreNoKeywords() {
    assertThat(Kql.parse("order : android").fields()).containsExactly("order");
    assertThat(Kql.parse("notice : *").fields()).containsExactly("notice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open",
        "status :",
        "status : (\"a\" or)",
        "status : \"a",
        "(a:1",
        "a:1 b:2",
        "and a:1",
        "a:1 and",
        "\"status\" : 1",
        "a* : 1",
        "a : {b:1}",
        "not"
      })
  void whatCannotBeReadSaysWhere(String kql) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kql.parse(kql))
        .withMessageContaining("at character")
        .withMessageEndingWith("of: " + kql);
  }
}
