package io.zhijing.dashboards.console.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.dashboards.console.query.TooManyRowsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables for spreadsheets, whose readers take texts for formulas. */
class TableTest {
  @TempDir private Path folder;

  private static byte[] table(String mediaType) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Table table = Table.of(mediaType, out, List.of("name", "count"))) {
      table.row(List.of("=HYPERLINK(\"http://x\")", 5L));
      table.row(List.of("+1", -2.5));
      table.row(List.of("@x", "<3"));
      table.row(List.of("-1\t", "新城区, \"a\""));
    }
    return out.toByteArray();
  }

  @Test
  void aTextInACsvIsNoFormulaAndANumberIsANumber() throws IOException {
    String text = new String(table(Table.CSV), StandardCharsets.UTF_8);
    assertThat(text)
        .isEqualTo(
            "\uFEFFname,count\r\n"
                + "\"'=HYPERLINK(\"\"http://x\"\")\",5\r\n"
                + "'+1,-2.5\r\n"
                + "'@x,<3\r\n"
                + "\"'-1\t\",\"新城区, \"\"a\"\"\"\r\n");
  }

  @Test
  void aTableHasAnEnd() throws IOException {
    for (String mediaType : List.of(Table.CSV, Table.XLSX, Table.JSON)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (Table table = Table.of(mediaType, out, List.of("name")).atMost(2)) {
        table.row(List.of("first"));
        table.put(List.of("second"));
        assertThatThrownBy(() -> table.put(List.of("third")))
            .isInstanceOf(TooManyRowsException.class);
      }
    }
  }

  @Test
  void aTextInAWorkbookIsACellOfText() throws IOException {
    Path file = folder.resolve("table.xlsx");
    Files.write(file, table(Table.XLSX));
    String sheet;
    // By its directory at the end, as spreadsheets read it.
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry("xl/worksheets/sheet1.xml");
      sheet = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(sheet)
        .contains(
            "inlineStr", "=HYPERLINK(&quot;http://x&quot;)", "<v>5</v>", "&#x65b0;&#x57ce;&#x533a;")
        .doesNotContain("<f>", "<f ");
  }
}
