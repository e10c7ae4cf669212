package io.zhijing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessListTest {
  @TempDir private Path folder;

  private AccessList read(String yaml) throws Exception {
    Path file = folder.resolve("access.yaml");
    Files.writeString(file, yaml);
    return AccessList.read(file);
  }

  @Test
  void saysWhoMayDoWhat() throws Exception {
    AccessList list = read("monitor: {read: [inspections], write: [warnings], groups: [g]}\n");
    AccessList.Rights rights = list.users().get("monitor");
    assertThat(rights.read()).containsExactly("inspections");
    assertThat(rights.write()).containsExactly("warnings");
    assertThat(rights.groups()).containsExactly("g");
  }

  @Test
  void allFaultsAreNamed() {
    SettingsFaults faults =
        catchThrowableOfType(
            SettingsFaults.class,
            () -> read("a: {read: [no-topic], may: all}\nb: {write: [zhijing.warnings]}\n"));
    assertThat(faults.faults())
        .anyMatch(fault -> fault.startsWith("a.read names no topic of ours: no-topic; known are"))
        .anyMatch(fault -> fault.startsWith("b.write names no topic of ours: zhijing.warnings"))
        .anyMatch(fault -> fault.startsWith("a.may is not known"));
  }

  @Test
  void anEmptyListIsAFault() {
    assertThat(catchThrowableOfType(SettingsFaults.class, () -> read("{}\n")).faults())
        .singleElement()
        .asString()
        .endsWith("names no user");
  }
}
