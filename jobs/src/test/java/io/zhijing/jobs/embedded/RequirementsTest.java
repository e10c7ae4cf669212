package io.zhijing.jobs.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementsTest {

  @Test
  void findsTheNewestZip(@TempDir Path folder) throws IOException {
    assertThat(Requirements.elasticsearchZip(folder.resolve("absent")))
        .isEqualTo(folder.resolve("absent/elasticsearch.zip"));
    assertThat(Requirements.elasticsearchZip(folder)).doesNotExist();
    Files.createFile(folder.resolve("elasticsearch-8.19.20.zip"));
    Files.createFile(folder.resolve("elasticsearch-8.19.21.zip"));
    Files.createFile(folder.resolve("elasticsearch-9.txt"));
    assertThat(Requirements.elasticsearchZip(folder))
        .isEqualTo(folder.resolve("elasticsearch-8.19.21.zip"));
  }
}
