package org.coursewarecommons.storage;

import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The same module once more, on the same store and tables, that can be killed after any step in either of them. */
final class MortalStorage implements AutoCloseable {

    private final Steps steps = new Steps();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    MortalStorage(ApplicationContext parent) {
        context.setParent(parent);
        context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (!(bean instanceof ObjectStore) && !bean.getClass().isAnnotationPresent(Repository.class)) {
                    return bean;
                }
                ProxyFactory proxy = new ProxyFactory(bean);
                proxy.setProxyTargetClass(true);
                proxy.addAdvice(steps);
                return proxy.getProxy(bean.getClass().getClassLoader());
            }
        });
        context.register(Transactions.class);
        context.scan("org.coursewarecommons.storage");
        context.refresh();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** @param step counted from 1; 0: never */
    void dieAfter(int step) {
        steps.dieAfter(step);
    }

    /** @param died gets the step after which it did. @return false when the work came to its end */
    boolean dies(Runnable work, List<String> died) {
        try {
            work.run();
            return false;
        } catch (Killed killed) {
            died.add(String.valueOf(killed.getMessage()));
            return true;
        }
    }

    @Override
    public void close() {
        steps.dieAfter(0);
        context.close();
    }

    /** What a kill is to the code it hits: nothing after it runs, and no handler of exceptions sees it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(String step) {
            super("after " + step, null, false, false);
        }
    }

    /** Every call of the store and of a table, in their order. */
    private static final class Steps implements MethodInterceptor {

        private int left;
        private @Nullable String deadly;

        void dieAfter(int step) {
            left = step;
            deadly = null;
        }

        @Override
        public @Nullable Object invoke(MethodInvocation call) throws Throwable {
            if (deadly != null) {
                // A process that is dead does nothing more, not even in a finally block.
                throw new Killed(deadly);
            }
            Object answer = call.proceed();
            if (--left == 0) {
                deadly = call.getMethod().getDeclaringClass().getSimpleName() + "."
                        + call.getMethod().getName();
                throw new Killed(deadly);
            }
            return answer;
        }
    }

    /** No configuration by name, or it would take the place of the application in this test. */
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {}
}
