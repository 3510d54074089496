package org.coursewarecommons.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.coursewarecommons.localstack.Console;
import org.coursewarecommons.localstack.StackException;
import org.coursewarecommons.localstack.process.Ports;
import org.junit.jupiter.api.Test;

class DemoPortsTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void chosenPortIsTaken() throws Exception {
        int free = Ports.any();

        assertThat(DemoPorts.choose(Map.of("DEMO_API_PORT", "" + free), console).api())
                .isEqualTo(free);
    }

    @Test
    void chosenPortInUseIsRefusedByNumberAndName() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment = Map.of("DEMO_S3_PORT", "" + taken.getLocalPort());

            assertThatThrownBy(() -> DemoPorts.choose(environment, console))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " (DEMO_S3_PORT) is taken");
        }
    }

    @Test
    void somethingElseThanAPortIsRefused() {
        assertThatThrownBy(() -> DemoPorts.choose(Map.of("DEMO_PG_PORT", "http"), console))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("DEMO_PG_PORT=http");
    }

    @Test
    void usualPortThatAnotherPartWasGivenIsReplacedAndTold() {
        DemoPorts ports = DemoPorts.choose(Map.of("DEMO_API_PORT", "" + Ports.firstFree(9000)), console);

        assertThat(ports.issuer()).isNotEqualTo(ports.api());
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Port 9000 is taken, using " + ports.issuer());
    }
}
