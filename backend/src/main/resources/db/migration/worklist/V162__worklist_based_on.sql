-- Who asks which task revises a decision, and the database when a row goes, must not read every task.
create index task_based_on on worklist.task (based_on_task_id) where based_on_task_id is not null;
