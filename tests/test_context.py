"""The device that new arrays are put on."""

import threading

import sixpieces as mx


def test_what_one_thread_has_entered_is_not_anothers():
    seen = []
    with mx.Context("cpu", 3):
        thread = threading.Thread(target=lambda: seen.append(mx.current_context()))
        thread.start()
        thread.join()
        assert mx.current_context() == mx.cpu(3)
    assert seen == [mx.cpu(0)]
    assert mx.current_context() == mx.cpu(0)
