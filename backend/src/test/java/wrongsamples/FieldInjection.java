package wrongsamples;

import org.springframework.beans.factory.annotation.Autowired;

/** Kept wrong on purpose: shows that the rule bites. */
public class FieldInjection {

    @Autowired
    private Object dependency;

    Object dependency() {
        return dependency;
    }
}
