package io.zhijing.connectors.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersFileTest {
  private static final Path SAMPLE = Path.of("..", "docs", "settings.sample.yaml");

  @Test
  void theServersOfACompleteFileOfAJobAreRead() throws Exception {
    assertThat(Files.readString(SAMPLE)).contains("\nliveness:");
    ServersFile.Servers servers = new ServersFile(Map.of()).read(SAMPLE);
    assertThat(servers.kafka().bootstrapServers()).isNotEmpty();
    assertThat(servers.elasticsearch().hosts()).isNotEmpty();
  }

  @Test
  void whatNoJobKnowsIsRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("settings.yaml");
    Files.writeString(file, Files.readString(SAMPLE) + "\nlifeness: {}\n");
    assertThatThrownBy(() -> new ServersFile(Map.of()).read(file))
        .isInstanceOf(SettingsFaults.class)
        .hasMessageContaining("lifeness");
  }
}
