@pytest.mark.exercise("EXERCISE", core=True)
def test_EXERCISE_values(student):
    """待写：文中的例子，[1, 2, 3] 变成 [2, 4, 6]。"""
    kit.close(student.EXERCISE(np.array([1.0, 2.0, 3.0])), [2.0, 4.0, 6.0])
