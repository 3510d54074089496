package org.coursewarecommons.localstack.stack;

import org.coursewarecommons.localstack.issuer.Issuer;
import org.jspecify.annotations.Nullable;

/** The OpenID provider in this JVM. */
final class IssuerPart implements Part {

    private final StackPlan plan;
    private @Nullable Issuer server;

    IssuerPart(StackPlan plan) {
        this.plan = plan;
    }

    @Override
    public PartName name() {
        return PartName.ISSUER;
    }

    @Override
    public void start() throws Exception {
        server = Issuer.start(plan.port(PartName.ISSUER), plan.directory().resolve("issuer-key.json"), plan.seeds());
    }

    StackDescription.Issuer description() {
        return new StackDescription.Issuer(Issuer.url(plan.port(PartName.ISSUER)));
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
