package io.zhijing.dashboards.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.kibana.generate.Bundle;
import io.zhijing.dashboards.kibana.generate.Edition;
import io.zhijing.dashboards.kibana.source.Language;
import io.zhijing.dashboards.kibana.source.SourceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BundleTest {
  @Test
  void x() throws Exception {
    Bundle b =
        Bundle.of(
            SourceReader.shipped(Language.ZH, 2),
            new Edition(
                "zhijing",
                Language.ZH,
                "http://localhost:8080",
                new Edition.Authority(true, 2),
                Edition.Opening.usual()));
    Files.write(Path.of("target/zh.ndjson"), b.ndjson());
    assertThat(b.objects()).isNotEmpty();
  }
}
