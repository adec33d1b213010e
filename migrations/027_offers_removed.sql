-- An offer that has not begun can be taken out again: nothing refers to it yet, and the foreign key keeps it so.
grant delete on offers to huzhu_app;
