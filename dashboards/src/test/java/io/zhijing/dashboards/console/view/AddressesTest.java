package io.zhijing.dashboards.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses: changed value by value, and never of another site. */
class AddressesTest {

  @Test
  void anAddressIsChangedValueByValue() {
    Link link = Link.of("/warnings", "level", "red", "level", "orange", "text", "a b&c");
    assertThat(link).hasToString("/warnings?level=red&level=orange&text=a%20b%26c");
    assertThat(link.without("level", "red")).hasToString("/warnings?level=orange&text=a%20b%26c");
    assertThat(link.with("text", "").with("level", "blue")).hasToString("/warnings?level=blue");
    assertThat(link.at("/x").with("text", "").without("level", "red").without("level", "orange"))
        .hasToString("/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\nb",
        "/login",
        "/logout",
        ""
      })
  void nobodyIsSentOnToAnotherSite(String next) {
    assertThat(SessionPages.local(next)).isEqualTo("/");
  }

  @Test
  void whoSignsInGoesOnWhereItWanted() {
    assertThat(SessionPages.local("/warnings?status=open")).isEqualTo("/warnings?status=open");
  }

  @Test
  void fieldsLeftEmptyAreNotFilters() {
    assertThat(
            Site.withoutBlanks(Map.of("a", List.of(""), "b", List.of(" ", "x"), "c", List.of("y"))))
        .isEqualTo(Map.of("b", List.of("x"), "c", List.of("y")));
  }
}
