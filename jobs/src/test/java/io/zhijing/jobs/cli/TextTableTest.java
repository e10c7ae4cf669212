package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void wrapsWordsAndKeepsColumnsAligned() {
    TextTable table = new TextTable(8, 6);
    table.row("one two three", "x");
    table.row("a", "1\n2");
    assertThat(table.toString()).isEqualTo("one two   x\nthree\na         1\n          2\n");
  }

  @Test
  void chineseCharactersTakeTwoColumns() {
    TextTable table = new TextTable(6, 4);
    table.row("坚果和种子", "红色");
    assertThat(table.toString()).isEqualTo("坚果和  红色\n种子\n");
    assertThat(TextTable.width("红a")).isEqualTo(3);
  }

  @Test
  void aWordLongerThanItsColumnIsBroken() {
    TextTable table = new TextTable(4);
    table.row("abcdefghij");
    assertThat(table.toString()).isEqualTo("abcd\nefgh\nij\n");
  }

  @Test
  void rowsOfASlowTableAreToldOnce() {
    TextTable table = new TextTable(4);
    table.row("one");
    assertThat(table.added()).isEqualTo("one\n");
    table.row("two");
    assertThat(table.added()).isEqualTo("two\n");
    assertThat(table.added()).isEmpty();
  }
}
